package dev.caravan.doctor;

import java.util.Locale;

/** How one thing stands. */
public enum State {
    OK(false),
    /** The call is not allowed: the row names action and resource to add. */
    NOT_ALLOWED(true),
    /** What the settings name is not there. */
    NOT_THERE(true),
    /** No answer in time. */
    UNREACHABLE(true),
    /** Something else is wrong: credentials, clock, a setting. */
    WRONG(true),
    /** Needed, but not found out. */
    NOT_TRIED(false),
    /** To read, not to judge. */
    INFO(false);

    private final boolean problem;

    State(boolean problem) {
        this.problem = problem;
    }

    /** Something must be changed before the routes can do their work. */
    public boolean isProblem() {
        return problem;
    }

    /** For people and in JSON, for example {@code not allowed}. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
