package dev.caravan.cli;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import dev.caravan.testing.TestClassPath;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Exit codes of a process that is told to stop. */
@Timeout(60)
class StopSignalTest {

    @Test
    void aSignalStopsTheWorkAndTheStopChoosesTheExitCode() throws Exception {
        // Given
        Process process = start("waits");
        BufferedReader out = process.inputReader(StandardCharsets.UTF_8);
        assertThat(out.readLine()).isEqualTo("works");

        // When
        process.toHandle().destroy();

        // Then
        assertThat(exitCode(process)).isZero();
        assertThat(out.lines()).as("what the work says of its own end").isEmpty();
        assertThat(err(process)).containsExactly("probe: stopping");
    }

    @Test
    void aStopThatFailsIsSaidInOneLine() throws Exception {
        // Given
        Process process = start("fails to stop");
        assertThat(process.inputReader(StandardCharsets.UTF_8).readLine()).isEqualTo("works");

        // When
        process.toHandle().destroy();

        // Then
        assertThat(exitCode(process)).isEqualTo(1);
        assertThat(err(process)).containsExactly("probe: stopping", "The stop was not clean: a service hangs");
    }

    @Test
    void workThatEndsByItselfKeepsItsExitCode() throws Exception {
        assertThat(exitCode(start("ends"))).isEqualTo(2);
    }

    @Test
    void workThatFailsByItselfIsHeard() throws Exception {
        // When
        Process process = start("throws");

        // Then
        assertThat(process.inputReader(StandardCharsets.UTF_8).readLine()).isEqualTo("of its own");
        assertThat(exitCode(process)).isEqualTo(99);
    }

    private static Process start(String mode) throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        TestClassPath.entries().stream().map(Path::toString).collect(joining(File.pathSeparator)),
                        StopSignalProbe.class.getName(),
                        mode)
                .start();
    }

    private static int exitCode(Process process) throws InterruptedException {
        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        return process.exitValue();
    }

    private static List<String> err(Process process) throws IOException {
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(process.getErrorStream(), StandardCharsets.UTF_8))) {
            return lines.lines().toList();
        }
    }
}
