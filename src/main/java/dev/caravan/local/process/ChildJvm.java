package dev.caravan.local.process;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A JVM of the same JDK with a class path of its own. Its standard error goes to a log file; its standard input and
 * output are the caller's to use. The main class must end the JVM when standard input ends (see
 * {@code dev.caravan.local.child.ParentWatch}); that is how it ends with this process, whatever ends this process.
 *
 * <p>Safe for use by several threads as far as {@link Process} is.
 */
public final class ChildJvm implements AutoCloseable {
    /** Seconds that a child gets for ending by itself, and again after it was destroyed. */
    private static final long SECONDS_TO_END = 5;

    /** How much of a failed child's log a message quotes. */
    private static final int LOG_LINES = 15;

    /**
     * A terminal sends Ctrl-C, and the news that it is gone, to the parent and its children alike. The parent drains then,
     * for which it needs its children, and ends them itself.
     */
    private static final List<String> LEAVING_SIGNALS_TO_THE_PARENT =
            List.of("/bin/sh", "-c", "trap '' INT HUP; exec \"$0\" \"$@\"");

    private final String name;
    private final Process process;
    private final Path logFile;

    private ChildJvm(String name, Process process, Path logFile) {
        this.name = name;
        this.process = process;
        this.logFile = logFile;
    }

    /**
     * Starts a child JVM and returns without waiting for its readiness.
     *
     * @param name of the service, for messages and for the process list ({@code -Dcaravan.child=NAME})
     * @param classPath jars and directories; passed by an argument file beside the log, so its length has no limit
     * @param mainClass binary name
     * @param jvmArgs for example {@code -Xmx256m}
     * @param args of the main class
     * @param logFile takes the child's standard error; replaced when it exists, its directory is created. The child's
     *     temporary files go into {@code NAME.tmp} beside it: libraries leave there what they unpack, also when they are
     *     killed, and the next start clears it
     * @throws LocalStartException if the process cannot be started
     */
    public static ChildJvm start(
            String name,
            List<Path> classPath,
            String mainClass,
            List<String> jvmArgs,
            List<String> args,
            Path logFile) {
        Path log = logFile.toAbsolutePath();
        List<String> options = new ArrayList<>(jvmArgs);
        options.add("-Dcaravan.child=" + name);
        options.add("-Dfile.encoding=UTF-8");
        options.add("-cp");
        options.add(classPath.stream()
                .map(path -> path.toAbsolutePath().toString())
                .collect(Collectors.joining(File.pathSeparator)));
        List<String> command = new ArrayList<>(LEAVING_SIGNALS_TO_THE_PARENT);
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        try {
            Path directory = Objects.requireNonNull(log.getParent(), "a log file in a directory");
            Files.createDirectories(directory);
            options.add("-Djava.io.tmpdir=" + emptied(directory.resolve(name + ".tmp")));
            Path argumentFile = directory.resolve(name + ".args");
            Files.write(argumentFile, options.stream().map(ChildJvm::quoted).toList(), StandardCharsets.UTF_8);
            command.add("@" + argumentFile);
            command.add(mainClass);
            command.addAll(args);
            Process process =
                    new ProcessBuilder(command).redirectError(log.toFile()).start();
            return new ChildJvm(name, process, log);
        } catch (IOException e) {
            throw new LocalStartException("Cannot start the child JVM of " + name + " (log " + log + "): " + e, e);
        }
    }

    private static Path emptied(Path directory) throws IOException {
        Files.createDirectories(directory);
        try (Stream<Path> left = Files.walk(directory)) {
            for (Path path : left.sorted(Comparator.reverseOrder()).toList()) {
                if (!path.equals(directory)) {
                    Files.delete(path);
                }
            }
        }
        return directory;
    }

    /** What the child reads as its standard input; closing it asks the child to end. */
    public OutputStream stdin() {
        return process.getOutputStream();
    }

    /** What the child writes to its standard output. A child that fills the pipe waits until somebody reads it. */
    public InputStream stdout() {
        return process.getInputStream();
    }

    /**
     * Reads one line of the child's standard output (UTF-8), such as the port it listens on, and not a byte beyond it.
     *
     * @throws LocalStartException if the child ends first, quoting the end of its log, or writes no line in time
     */
    public String readLine(Duration timeout) {
        CompletableFuture<String> line = new CompletableFuture<>();
        Thread reader = new Thread(() -> readLine(line), name + "-first-line");
        reader.setDaemon(true);
        reader.start();
        try {
            return line.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            throw new LocalStartException(this + " ended before it was ready:\n" + lastLogLines(), e.getCause());
        } catch (TimeoutException e) {
            throw new LocalStartException(this + " was not ready after " + timeout.toSeconds() + " s", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new LocalStartException("Interrupted while waiting for " + this, e);
        }
    }

    private void readLine(CompletableFuture<String> line) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            for (int next = stdout().read(); next != '\n'; next = stdout().read()) {
                if (next < 0) {
                    throw new EOFException("end of standard output");
                }
                bytes.write(next);
            }
            line.complete(bytes.toString(StandardCharsets.UTF_8));
        } catch (IOException e) {
            line.completeExceptionally(e);
        }
    }

    private String lastLogLines() {
        try {
            List<String> lines = Files.readAllLines(logFile, StandardCharsets.ISO_8859_1);
            return String.join("\n", lines.subList(Math.max(0, lines.size() - LOG_LINES), lines.size()));
        } catch (IOException e) {
            return "(its log cannot be read: " + e + ")";
        }
    }

    public boolean isAlive() {
        return process.isAlive();
    }

    public long pid() {
        return process.pid();
    }

    /** The exit code, for whatever reason the child ended; empty while it runs. */
    public OptionalInt exitCode() {
        return process.isAlive() ? OptionalInt.empty() : OptionalInt.of(process.exitValue());
    }

    /** For messages: the name, the process id and the log file to look into. */
    @Override
    public String toString() {
        return name + " (child JVM " + pid() + ", log " + logFile + ")";
    }

    /**
     * Closes the child's standard input, waits up to {@value #SECONDS_TO_END} s for its end, then destroys it. Does
     * nothing when the child has ended. When interrupted, destroys it without waiting.
     */
    @Override
    public void close() {
        try {
            closeStdin();
            if (!process.waitFor(SECONDS_TO_END, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor(SECONDS_TO_END, TimeUnit.SECONDS);
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }

    private void closeStdin() {
        try {
            process.getOutputStream().close();
        } catch (IOException brokenPipe) {
            // unsent bytes to a child that has ended: its reading end is gone, so there is nothing left to close
            process.destroy();
        }
    }

    /** As the java launcher reads argument files: quoted, with backslash as the escape. */
    private static String quoted(String argument) {
        return '"' + argument.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }
}
