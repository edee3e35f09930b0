package dev.caravan.cli;

/** Whether somebody sits at a terminal, for whom lines may be rewritten. */
public final class Terminal {

    private Terminal() {}

    /** Both standard input and output are a terminal's. */
    // From Java 22 on there always is a console, unless the launcher asks for the one of before, which ours does.
    @SuppressWarnings("SystemConsoleNull")
    public static boolean isThere() {
        return System.console() != null;
    }
}
