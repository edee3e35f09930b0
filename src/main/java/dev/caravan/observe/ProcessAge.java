package dev.caravan.observe;

import java.time.Clock;
import java.time.Duration;
import java.util.Locale;

/** How long this process lives, counted from before its JVM did anything. */
public final class ProcessAge {

    private ProcessAge() {}

    /** For example {@code started in 4.2 s}; without the time where the system does not tell it. */
    public static String text(Clock clock) {
        return ProcessHandle.current()
                .info()
                .startInstant()
                .map(start -> Duration.between(start, clock.instant()))
                .map(age -> String.format(Locale.ROOT, "started in %.1f s", age.toMillis() / 1000.0))
                .orElse("started");
    }
}
