package org.tongguan.app.cli;

/// What is still done when Ctrl-C or a TERM ends the program in the middle of a step; closed when the step is
/// over.
final class CutOff implements AutoCloseable {

    private final Thread hook;

    CutOff(Runnable last) {
        hook = new Thread(last, "cut off");
        try {
            Runtime.getRuntime().addShutdownHook(hook);
        } catch (IllegalStateException e) {
            // the program is ending already: what the step does in vain is not worth a word
            return;
        }
    }

    /// Whether the program is being ended: what fails from then on is no news. The JVM has no question for it,
    /// but takes no hook any more.
    static boolean ending() {
        var probe = new Thread();
        try {
            Runtime.getRuntime().addShutdownHook(probe);
            Runtime.getRuntime().removeShutdownHook(probe);
            return false;
        } catch (IllegalStateException e) {
            return true;
        }
    }

    @Override
    public void close() {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // the program is ending: the hook does its work
            return;
        }
    }
}
