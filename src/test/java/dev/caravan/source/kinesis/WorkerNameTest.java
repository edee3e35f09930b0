package dev.caravan.source.kinesis;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;

@Timeout(60)
class WorkerNameTest {

    @TempDir
    private Path directory;

    @Test
    void twoLiveProcessesHaveTwoNamesAndAKilledOnesIsFreeAtOnce() throws Exception {
        // Given
        Process other = process();
        try {
            BufferedReader output =
                    new BufferedReader(new InputStreamReader(other.getInputStream(), StandardCharsets.UTF_8));
            assertThat(output.readLine()).isEqualTo("host-route");

            // When
            try (WorkerName beside = take("leases")) {
                assertThat(beside.id()).isEqualTo("host-route-2");
            }
        } finally {
            other.destroyForcibly().waitFor(30, TimeUnit.SECONDS);
        }

        // Then
        try (WorkerName after = take("leases")) {
            assertThat(after.id()).isEqualTo("host-route");
        }
    }

    @Test
    void twoWorkersOfOneProcessHaveTwoNamesInOneTable() {
        // Given
        try (WorkerName first = take("leases")) {

            // When
            try (WorkerName second = take("leases");
                    WorkerName elsewhere = take("others")) {

                // Then
                assertThat(first.id()).isEqualTo("host-route");
                assertThat(second.id()).isEqualTo("host-route-2");
                assertThat(elsewhere.id()).isEqualTo("host-route");
            }
            try (WorkerName again = take("leases")) {
                assertThat(again.id()).isEqualTo("host-route-2");
            }
        }
    }

    @Test
    void withoutLockFilesEachWorkerIsAnother() {
        // Given
        Path missing = directory.resolve("missing");

        // When
        try (WorkerName first = WorkerName.take("host-route", "leases", missing);
                WorkerName second = WorkerName.take("host-route", "leases", missing)) {

            // Then
            assertThat(first.id()).startsWith("host-route-").isNotEqualTo(second.id());
        }
    }

    private WorkerName take(String table) {
        return WorkerName.take("host-route", table, directory);
    }

    /** Another process: takes a name, says it, and lives until it is killed. */
    public static void main(String[] arguments) throws IOException {
        try (WorkerName name = WorkerName.take("host-route", "leases", Path.of(arguments[0]))) {
            System.out.println(name.id());
            System.out.flush();
            int input = System.in.read();
            System.exit(input);
        }
    }

    private Process process() throws IOException, URISyntaxException {
        String classPath = Stream.of(place(WorkerName.class), place(WorkerNameTest.class), place(Logger.class))
                .collect(Collectors.joining(File.pathSeparator));
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx64m",
                        "-cp",
                        classPath,
                        WorkerNameTest.class.getName(),
                        directory.toString())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    private static String place(Class<?> type) throws URISyntaxException {
        return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI())
                .toString();
    }
}
