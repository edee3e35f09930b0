package dev.caravan.settings;

import static java.util.Objects.requireNonNull;

import java.util.Optional;

/**
 * Where a value was set.
 *
 * @param name as a message calls it: a file, an environment variable, an option
 * @param line of a file, from 1; 0 for what is no file
 */
record Origin(String name, int line) {

    static final Origin DEFAULT = new Origin("default", 0);
    static final Origin COMMAND_LINE = new Origin("--set", 0);

    Origin {
        requireNonNull(name, "name");
    }

    boolean isFile() {
        return line > 0;
    }

    Optional<String> file() {
        return isFile() ? Optional.of(name) : Optional.empty();
    }

    /** {@code application.properties:12}, or the name alone. */
    @Override
    public String toString() {
        return isFile() ? name + ":" + line : name;
    }
}
