package dev.caravan.check;

import static java.util.Objects.requireNonNull;

import dev.caravan.settings.Problem;
import java.util.Comparator;
import java.util.Optional;

/**
 * One thing that is wrong. Sorted by file and line.
 *
 * @param file as a user would write it; empty if no file is to blame
 * @param line from 1; 0 if no line is to blame
 * @param message one line
 */
public record Finding(Severity severity, String file, int line, String message) implements Comparable<Finding> {

    private static final Comparator<Finding> ORDER = Comparator.comparing(Finding::file)
            .thenComparingInt(Finding::line)
            .thenComparing(Finding::severity)
            .thenComparing(Finding::message);

    public Finding {
        requireNonNull(severity, "severity");
        requireNonNull(file, "file");
        requireNonNull(message, "message");
        if (line < 0 || (line > 0 && file.isEmpty())) {
            throw new IllegalArgumentException("A line is 0 or more, and 0 without a file, got " + line);
        }
        message = message.lines().findFirst().orElse("");
    }

    /** With the place of the problem. */
    public static Finding of(Problem problem) {
        return new Finding(Severity.PROBLEM, problem.file().orElse(""), problem.line(), problem.message());
    }

    /** The same for who tells settings and routes together. */
    public Problem problem() {
        return new Problem(message, Optional.of(file).filter(name -> !name.isEmpty()), line);
    }

    public boolean isProblem() {
        return severity == Severity.PROBLEM;
    }

    @Override
    public int compareTo(Finding other) {
        return ORDER.compare(this, other);
    }

    /** {@code FILE:LINE: MESSAGE}; a warning says that it is one. */
    @Override
    public String toString() {
        String place = file.isEmpty() ? "" : line == 0 ? file + ": " : file + ":" + line + ": ";
        return place + (isProblem() ? "" : "warning: ") + message;
    }
}
