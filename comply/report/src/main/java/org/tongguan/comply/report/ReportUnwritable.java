package org.tongguan.comply.report;

/// A report could not be written; the message names the file.
public final class ReportUnwritable extends RuntimeException {

    private static final long serialVersionUID = 1L;

    ReportUnwritable(String message, Throwable cause) {
        super(message, cause);
    }
}
