package dev.caravan.settings;

import static java.util.Objects.requireNonNull;

import java.util.Optional;

/**
 * One thing that somebody has to mend.
 *
 * @param message one line without the place
 * @param file where it is, if it is in a file
 * @param line of the file, from 1; 0 for none
 */
public record Problem(String message, Optional<String> file, int line) {

    public Problem {
        requireNonNull(message, "message");
        requireNonNull(file, "file");
        if (line < 0 || (line > 0 && file.isEmpty())) {
            throw new IllegalArgumentException("Line " + line + " of no file");
        }
    }

    /** In no file. */
    public Problem(String message) {
        this(message, Optional.empty(), 0);
    }

    /** {@code FILE:LINE: MESSAGE}, or the message alone. */
    @Override
    public String toString() {
        return file.map(name -> name + (line == 0 ? ": " : ":" + line + ": ")).orElse("") + message;
    }
}
