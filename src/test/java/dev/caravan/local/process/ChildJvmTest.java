package dev.caravan.local.process;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.caravan.local.child.ParentWatch;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class ChildJvmTest {
    @TempDir
    Path directory;

    @Test
    void aChildGetsItsArgumentsAndItsClassPathAsGiven() throws IOException {
        // Given
        List<String> awkward = List.of("plain", "two words", "back\\slash", "quo\"te", "#hash", "");

        // When
        try (ChildJvm child = start(Echo.class, List.of("-Decho=a \"b\" \\c #d"), awkward)) {
            List<String> lines = reader(child).lines().toList();

            // Then
            assertThat(lines).startsWith("a \"b\" \\c #d").endsWith(awkward.toArray(String[]::new));
        }
    }

    @Test
    void theStandardErrorOfAChildIsItsLog() throws Exception {
        // When
        try (ChildJvm child = start(Echo.class, List.of(), List.of())) {
            assertThat(reader(child).lines()).hasSize(2);
        }

        // Then
        assertThat(Files.readString(directory.resolve("test.log"), UTF_8)).contains("to the log");
    }

    @Test
    void temporaryFilesOfAChildLieBesideItsLogAndTheNextStartClearsThem() throws Exception {
        // Given
        Path temporary = directory.resolve("test.tmp");
        Files.createDirectories(temporary.resolve("left"));
        Files.writeString(temporary.resolve("left/over.so"), "unpacked by a child that was killed");

        // When
        try (ChildJvm child = start(Echo.class, List.of(), List.of())) {

            // Then
            assertThat(reader(child).lines()).contains(temporary.toString());
        }
        assertThat(temporary).isEmptyDirectory();
    }

    @Test
    void aKilledChildTellsItsExitCode() throws Exception {
        // Given
        try (ChildJvm child = start(Deaf.class, List.of(), List.of())) {
            assertThat(reader(child).readLine()).isEqualTo("ready");
            assertThat(child.exitCode()).isEmpty();

            // When
            ProcessHandle.of(child.pid()).orElseThrow().destroyForcibly();
            child.close();

            // Then
            assertThat(child.exitCode().orElseThrow()).isNotZero();
        }
    }

    @Test
    void whatATerminalSendsToAllItsProcessesDoesNotEndAChild() throws Exception {
        // Given
        try (ChildJvm child = start(Watcher.class, List.of(), List.of())) {
            assertThat(reader(child).readLine()).isEqualTo("ready");

            // When
            for (String signal : List.of("-INT", "-HUP")) {
                assertThat(new ProcessBuilder("kill", signal, Long.toString(child.pid()))
                                .start()
                                .waitFor())
                        .isZero();
            }

            // Then
            await().during(Duration.ofSeconds(1)).atMost(Duration.ofSeconds(10)).until(child::isAlive);
            child.close();
            assertThat(child.exitCode()).hasValue(0);
        }
    }

    @Test
    void closingEndsAChildThatWatchesItsParent() throws Exception {
        // Given
        ChildJvm child = start(Watcher.class, List.of(), List.of());
        assertThat(reader(child).readLine()).isEqualTo("ready");

        // When
        long before = System.nanoTime();
        child.close();

        // Then
        assertThat(child.isAlive()).isFalse();
        assertThat(child.exitCode()).hasValue(0);
        assertThat(TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - before)).isLessThan(5);
    }

    @Test
    void closingDestroysAChildThatDoesNotListen() throws IOException {
        // Given
        ChildJvm child = start(Deaf.class, List.of(), List.of());
        assertThat(reader(child).readLine()).isEqualTo("ready");

        // When
        child.close();
        child.close();

        // Then
        assertThat(child.isAlive()).isFalse();
    }

    @Test
    void aParentThatIsKilledLeavesNoChild() throws Exception {
        // Given
        try (ChildJvm parent = start(
                Parent.class,
                List.of(),
                List.of(directory.resolve("grandchild.log").toString()))) {
            ProcessHandle grandchild =
                    ProcessHandle.of(Long.parseLong(reader(parent).readLine())).orElseThrow();
            assertThat(grandchild.isAlive()).isTrue();

            // When
            ProcessHandle.of(parent.pid()).orElseThrow().destroyForcibly();

            // Then
            grandchild.onExit().get(20, TimeUnit.SECONDS);
            assertThat(grandchild.isAlive()).isFalse();
        }
    }

    private ChildJvm start(Class<?> main, List<String> jvmArgs, List<String> args) {
        return ChildJvm.start("test", classPath(), main.getName(), jvmArgs, args, directory.resolve("test.log"));
    }

    private static List<Path> classPath() {
        return Stream.of(ChildJvmTest.class, ChildJvm.class)
                .map(type -> Path.of(URI.create(
                        type.getProtectionDomain().getCodeSource().getLocation().toString())))
                .toList();
    }

    private static BufferedReader reader(ChildJvm child) {
        return new BufferedReader(new InputStreamReader(child.stdout(), UTF_8));
    }

    static final class Echo {
        public static void main(String[] args) {
            System.err.println("to the log");
            System.out.println(System.getProperty("echo"));
            System.out.println(System.getProperty("java.io.tmpdir"));
            Arrays.stream(args).forEach(System.out::println);
        }
    }

    static final class Watcher {
        public static void main(String[] args) throws InterruptedException {
            ParentWatch.start();
            System.out.println("ready");
            Thread.currentThread().join();
        }
    }

    static final class Deaf {
        public static void main(String[] args) throws InterruptedException {
            System.out.println("ready");
            Thread.currentThread().join();
        }
    }

    static final class Parent {
        public static void main(String[] args) throws Exception {
            ChildJvm child = ChildJvm.start(
                    "grandchild", classPath(), Watcher.class.getName(), List.of(), List.of(), Path.of(args[0]));
            String ready = reader(child).readLine();
            if ("ready".equals(ready)) {
                System.out.println(child.pid());
            }
            Thread.currentThread().join();
        }
    }
}
