package org.tongguan.app.cli;

/// What an exit code says to the program that called us.
final class Exit {

    /// The run is complete and says enough to conclude from.
    static final int OK = 0;
    /// `--fail-on` was asked for and something of that weight was found.
    static final int FOUND = 1;
    /// The command line, or a file a person wrote, cannot be meant.
    static final int USAGE = 2;
    /// The run is complete, but coverage is below the set share: it must not be concluded from.
    static final int INVALID_RUN = 3;
    /// Something Tongguan needs or was given cannot be read or written.
    static final int TROUBLE = 4;
    /// Ctrl-C: what a shell makes of a program that SIGINT ended.
    static final int CUT_OFF = 130;

    private Exit() {}
}
