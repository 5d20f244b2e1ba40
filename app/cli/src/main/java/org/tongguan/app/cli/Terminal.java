package org.tongguan.app.cli;

/// What the terminal can show.
final class Terminal {

    private Terminal() {}

    static boolean interactive() {
        var console = System.console();
        return console != null && console.isTerminal();
    }

    /// Colours are used on a terminal, unless NO_COLOR (no-color.org) asks for none.
    static boolean colour() {
        return interactive() && System.getenv("NO_COLOR") == null && !"dumb".equals(System.getenv("TERM"));
    }
}
