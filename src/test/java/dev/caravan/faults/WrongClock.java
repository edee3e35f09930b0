package dev.caravan.faults;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * A wall clock of its own for a process, by a library that is loaded before the C library. Needs gcc. Debian's libfaketime
 * does more, at eight times the CPU for a JVM.
 */
final class WrongClock {

    private WrongClock() {}

    /**
     * The environment of a process whose clock is off by so much.
     *
     * @param directory where the library is built
     */
    static Map<String, String> offBy(Duration offset, Path directory) throws IOException, InterruptedException {
        Path library = directory.resolve("clock.so");
        Path source = directory.resolve("clock.c");
        try (InputStream resource = WrongClock.class.getResourceAsStream("clock.c")) {
            Files.copy(resource, source);
        }
        Process gcc = new ProcessBuilder(
                        "gcc", "-O", "-shared", "-fPIC", "-o", library.toString(), source.toString(), "-ldl")
                .inheritIO()
                .start();
        if (!gcc.waitFor(60, TimeUnit.SECONDS) || gcc.exitValue() != 0) {
            throw new IOException("gcc cannot build " + source);
        }
        return Map.of("LD_PRELOAD", library.toString(), "CLOCK_OFFSET_SECONDS", Long.toString(offset.toSeconds()));
    }
}
