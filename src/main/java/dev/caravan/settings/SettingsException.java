package dev.caravan.settings;

import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

/** Settings that cannot be used; the message lists every problem, one a line. */
public final class SettingsException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final List<Problem> problems;

    private SettingsException(List<Problem> problems, String message) {
        super(message);
        this.problems = List.copyOf(problems);
    }

    public SettingsException(List<String> problems) {
        this(problems.stream().map(Problem::new).toList(), String.join(System.lineSeparator(), problems));
    }

    public SettingsException(String problem) {
        this(List.of(problem));
    }

    /** With the places of the problems; in the order of the files, then of the messages. */
    public static SettingsException of(List<Problem> problems) {
        List<Problem> sorted = problems.stream()
                .sorted(Comparator.comparing((Problem problem) -> problem.file().orElse(""))
                        .thenComparing(Problem::line)
                        .thenComparing(Problem::message))
                .toList();
        return new SettingsException(
                sorted, sorted.stream().map(Problem::toString).collect(Collectors.joining(System.lineSeparator())));
    }

    /** @throws SettingsException with all of them, if there are any */
    public static void throwIfAny(List<Problem> problems) {
        if (!problems.isEmpty()) {
            throw of(problems);
        }
    }

    /** At least one. */
    public List<Problem> problems() {
        return problems;
    }
}
