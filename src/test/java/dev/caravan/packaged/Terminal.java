package dev.caravan.packaged;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * A shell that lines are typed into, one after the other, as into a terminal's. What is
 * typed and what comes of it stands in {@link #transcript()}, where a command that fails leaves {@link #FAILED}.
 */
final class Terminal implements AutoCloseable {

    static final String FAILED = "exit code is not 0: ";
    private static final String END = "nothing is running ";

    private final Process shell;
    private final Writer keyboard;
    private final Path screen;
    private int ends;

    private Terminal(Process shell, Path screen) {
        this.shell = shell;
        this.keyboard = shell.outputWriter(StandardCharsets.UTF_8);
        this.screen = screen;
    }

    static Terminal open(Path directory, Map<String, String> environment) throws IOException {
        Path screen = Files.createTempFile("terminal", ".txt");
        ProcessBuilder shell = new ProcessBuilder("bash")
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .redirectOutput(screen.toFile());
        shell.environment().putAll(environment);
        Terminal terminal = new Terminal(shell.start(), screen);
        terminal.answer("trap 'echo " + FAILED + "$?' ERR");
        return terminal;
    }

    /** Types lines without waiting for what comes of them. */
    void type(String block) throws IOException {
        for (String line : block.lines().toList()) {
            keyboard.write("printf '%s\\n' " + quoted("$ " + line) + "\n" + line + "\n");
        }
        keyboard.flush();
    }

    /** Types lines, and answers with what came of them when the last has ended. */
    String run(String block, Duration limit) throws IOException {
        int start = transcript().length();
        type(block);
        awaitEnd(limit);
        return transcript().substring(start);
    }

    /** Waits until all that was typed has ended. */
    void awaitEnd(Duration limit) throws IOException {
        String mark = END + ++ends;
        answer("echo " + mark);
        awaitOutput(mark, limit);
    }

    void answer(String line) throws IOException {
        keyboard.write(line + "\n");
        keyboard.flush();
    }

    void awaitOutput(String text, Duration limit) {
        await().atMost(limit).until(() -> {
            String output = Files.readString(screen);
            assertThat(shell.isAlive() || output.contains(text)).as(output).isTrue();
            return output.contains(text);
        });
    }

    /**
     * Ends the command that runs, as Ctrl-C does. By SIGTERM, since SIGINT is ignored by whatever was itself started in
     * the background of a shell.
     */
    void interrupt() {
        shell.children().forEach(ProcessHandle::destroy);
    }

    String transcript() throws IOException {
        return Files.readString(screen).replaceAll("(?m)^" + END + "\\d+\n", "");
    }

    @Override
    public void close() throws Exception {
        shell.descendants().forEach(ProcessHandle::destroy);
        keyboard.close();
        if (!shell.waitFor(30, TimeUnit.SECONDS)) {
            shell.descendants().forEach(ProcessHandle::destroyForcibly);
            shell.destroyForcibly();
        }
        Files.delete(screen);
    }

    /** For a shell. */
    private static String quoted(String line) {
        return "'" + line.replace("'", "'\\''") + "'";
    }
}
