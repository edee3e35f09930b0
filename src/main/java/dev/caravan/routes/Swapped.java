package dev.caravan.routes;

import java.util.List;

/**
 * What a swap has come to.
 *
 * @param problems why the edit is not applied, one line each; empty if it is
 * @param whole false if not even the routes as they were before all run again
 */
record Swapped(List<String> problems, boolean whole) {

    static final Swapped DONE = new Swapped(List.of(), true);

    Swapped {
        problems = List.copyOf(problems);
    }

    /** All routes run as before. */
    static Swapped not(List<String> problems) {
        return new Swapped(problems, true);
    }

    boolean isDone() {
        return problems.isEmpty();
    }
}
