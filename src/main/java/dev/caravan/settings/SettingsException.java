package dev.caravan.settings;

import java.util.List;

/** Settings that cannot be used; the message lists every problem, one a line. */
public final class SettingsException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public SettingsException(List<String> problems) {
        super(String.join(System.lineSeparator(), problems));
    }

    public SettingsException(String problem) {
        this(List.of(problem));
    }
}
