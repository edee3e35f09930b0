package dev.caravan.generate.profile;

import java.util.List;

/** A profile file that cannot be used; says everything that is wrong with it, one line a problem. */
public final class ProfileException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient List<String> problems;

    ProfileException(List<String> problems) {
        super(String.join(System.lineSeparator(), problems));
        this.problems = List.copyOf(problems);
    }

    /** Each as {@code file:line: key: value: expectation}. */
    public List<String> problems() {
        return problems == null ? List.of(getMessage().split(System.lineSeparator(), -1)) : problems;
    }
}
