package dev.caravan.catalog;

import java.util.Arrays;
import java.util.Locale;

/** What a {@code glue:} step does when its crawler runs already. */
public enum WhenRunning {
    /** Waits for that crawl and then starts one more, which sees everything that was there before the step. */
    AGAIN,
    /** Waits for that crawl only; what was written after it looked is left to a later one. */
    JOIN;

    static WhenRunning parse(String name) {
        return Arrays.stream(values())
                .filter(value -> value.name().toLowerCase(Locale.ROOT).equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("whenRunning is again or join, got " + name));
    }
}
