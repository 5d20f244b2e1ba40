package org.tongguan.kernel.yaml;

/// Something a person wrote that cannot be meant: the message names the place and, where there is one, the near
/// match.
public final class YamlMistake extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient Place place;

    public YamlMistake(Place place, String message) {
        super(place + ": " + message);
        this.place = place;
    }

    public YamlMistake(Place place, String message, Throwable cause) {
        super(place + ": " + message, cause);
        this.place = place;
    }

    public Place place() {
        return place;
    }
}
