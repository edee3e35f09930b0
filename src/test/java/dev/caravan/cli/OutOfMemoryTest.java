package dev.caravan.cli;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import dev.caravan.testing.TestClassPath;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A process that must not live on half-dead. */
@Timeout(60)
class OutOfMemoryTest {

    @ParameterizedTest
    @ValueSource(strings = {"uncaught", "logged", "logged with words"})
    void theProcessEndsWhereverTheErrorIsSeen(String where) throws Exception {
        // When
        Process process = start(where);

        // Then
        assertThat(text(process)).contains("caravan: out of memory").doesNotContain("lives on");
        assertThat(exitCode(process)).isEqualTo(1);
    }

    @Test
    void anyOtherErrorOfAThreadIsLoggedAndEndsThatThreadAlone() throws Exception {
        // When
        Process process = start("another");

        // Then
        assertThat(text(process)).contains("another error", "lives on");
        assertThat(exitCode(process)).isZero();
    }

    private static Process start(String where) throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        TestClassPath.entries().stream().map(Path::toString).collect(joining(File.pathSeparator)),
                        OutOfMemoryProbe.class.getName(),
                        where)
                .redirectErrorStream(true)
                .start();
    }

    private static String text(Process process) throws IOException {
        return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }

    private static int exitCode(Process process) throws InterruptedException {
        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        return process.exitValue();
    }
}
