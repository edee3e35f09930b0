package dev.caravan.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.caravan.local.process.ChildJvm;
import dev.caravan.local.process.LoopbackPort;
import dev.caravan.testing.TestClassPath;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(180)
class EndOfRunTest {
    @TempDir
    Path directory;

    @Test
    void aKilledRunLeavesNoProcessAndNoPortAndItsDataCanBeUsedAgain() throws Exception {
        // Given
        List<ProcessHandle> children;
        List<Integer> ports;
        try (ChildJvm run = start(KilledRun.class)) {
            ports = Arrays.stream(run.readLine(Duration.ofMinutes(2)).split(" "))
                    .map(Integer::valueOf)
                    .toList();
            ProcessHandle parent = ProcessHandle.of(run.pid()).orElseThrow();
            children = parent.children().toList();
            assertThat(children).isNotEmpty();
            assertThat(ports).hasSizeGreaterThan(3).noneMatch(LoopbackPort::isFree);

            // When
            parent.destroyForcibly();
        }

        // Then
        await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> {
            assertThat(children).noneMatch(ProcessHandle::isAlive);
            assertThat(ports).allMatch(LoopbackPort::isFree);
        });
        try (LocalServices services = LocalServices.start(LocalSettings.in(directory.resolve("data")), started -> {});
                Admin admin = Admin.create(
                        Map.of("bootstrap.servers", services.kafka().bootstrapServers()))) {
            assertThat(admin.listTopics().names().get()).contains("kept");
        }
    }

    @Test
    void aClosedRunLeavesNoThreadThatKeepsItsProcessAlive() throws Exception {
        // When
        try (ChildJvm run = start(ClosedRun.class)) {
            ProcessHandle.of(run.pid()).orElseThrow().onExit().get(150, TimeUnit.SECONDS);

            // Then
            assertThat(run.exitCode()).hasValue(0);
        }
    }

    private ChildJvm start(Class<?> main) {
        return ChildJvm.start(
                "run",
                TestClassPath.entries(),
                main.getName(),
                List.of("-Xmx512m"),
                List.of(directory.resolve("data").toString()),
                directory.resolve("run.log"));
    }

    /** Starts all services, closes them, and returns from main without an exit. */
    static final class ClosedRun {
        public static void main(String[] args) {
            System.setOut(System.err);
            LocalServices.start(LocalSettings.in(Path.of(args[0])), started -> {})
                    .close();
        }
    }

    /** What is killed: starts all services, creates a topic, prints the ports, and stays. */
    static final class KilledRun {
        public static void main(String[] args) throws Exception {
            PrintStream parent = System.out;
            System.setOut(System.err);
            LocalServices services = LocalServices.start(LocalSettings.in(Path.of(args[0])), started -> {});
            try (Admin admin =
                    Admin.create(Map.of("bootstrap.servers", services.kafka().bootstrapServers()))) {
                admin.createTopics(List.of(new NewTopic("kept", 1, (short) 1)))
                        .all()
                        .get();
            }
            String ports = services.endpoints().values().stream()
                    .map(endpoint -> endpoint.substring(endpoint.lastIndexOf(':') + 1))
                    .collect(Collectors.joining(" "));
            parent.println(ports);
            parent.flush();
            Thread.currentThread().join();
        }
    }
}
