package dev.caravan.runtime;

import static java.util.Objects.requireNonNull;

import java.nio.file.Path;

/**
 * A {@code *.yaml} that is no list of routes.
 *
 * @param line from 1, 0 if no line is to blame
 * @param column from 1, 0 if no line is to blame
 * @param fault what it is or does, for example {@code is not YAML}
 * @param detail what the parser says, or what to do; may be empty
 */
public record UnusableFile(Path path, int line, int column, String fault, String detail) {

    public UnusableFile {
        requireNonNull(path, "path");
        requireNonNull(fault, "fault");
        requireNonNull(detail, "detail");
    }

    /** For a message that does not begin with the file's place. */
    String sentence() {
        String place = line == 0 ? "" : ", line " + line + ", column " + column;
        return "Routes file " + path + " " + fault + place + (detail.isEmpty() ? "" : ": " + detail);
    }
}
