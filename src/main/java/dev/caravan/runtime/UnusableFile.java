package dev.caravan.runtime;

import static java.util.Objects.requireNonNull;

import dev.caravan.settings.Problem;
import java.nio.file.Path;
import java.util.Optional;

/**
 * A {@code *.yaml} that is no list of routes.
 *
 * @param line from 1, 0 if no line is to blame
 * @param fault what it is or does, for example {@code is not YAML}
 * @param detail what the parser says, or what to do; may be empty
 */
public record UnusableFile(Path path, int line, String fault, String detail) {

    public UnusableFile {
        requireNonNull(path, "path");
        requireNonNull(fault, "fault");
        requireNonNull(detail, "detail");
    }

    /** One line. */
    public Problem problem() {
        return new Problem(fault + (detail.isEmpty() ? "" : ": " + detail), Optional.of(path.toString()), line);
    }
}
