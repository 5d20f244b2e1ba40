package org.tongguan.comply.catalog;

/// The catalogue's data is missing or broken. The message names the file and the line.
public final class CatalogUnreadable extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public CatalogUnreadable(String message) {
        super(message);
    }

    public CatalogUnreadable(String message, Throwable cause) {
        super(message, cause);
    }
}
