package dev.caravan.report.mail;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A mail server that takes every mail, but for the answers it is told to give. {@link #HANG_UP} as an answer closes the
 * connection instead, {@link #SILENCE} says nothing more.
 */
final class ScriptedSmtp implements AutoCloseable {

    static final String HANG_UP = "hang up";
    static final String SILENCE = "silence";
    /** The end of a mail's text. */
    static final String END = "END";

    static final String GREETING = "GREETING";

    private final Map<String, String> answers;
    private final AtomicInteger left;
    private final ServerSocket socket;
    private final AtomicInteger taken = new AtomicInteger();
    private final AtomicInteger ended = new AtomicInteger();

    /** @param answers by the command, such as {@code RCPT} */
    ScriptedSmtp(Map<String, String> answers) throws IOException {
        this(answers, Integer.MAX_VALUE);
    }

    /** @param times that it gives these answers, before it takes every mail */
    ScriptedSmtp(Map<String, String> answers, int times) throws IOException {
        this.answers = Map.copyOf(answers);
        this.left = new AtomicInteger(times);
        this.socket = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
        Thread thread = new Thread(this::serve, "scripted-smtp");
        thread.setDaemon(true);
        thread.start();
    }

    int port() {
        return socket.getLocalPort();
    }

    /** Mails that were answered with 250. */
    int taken() {
        return taken.get();
    }

    /** Mails that came whole, whatever was answered. */
    int ended() {
        return ended.get();
    }

    private void serve() {
        while (!socket.isClosed()) {
            try (Socket connection = socket.accept()) {
                talk(connection);
            } catch (IOException e) {
                if (!socket.isClosed()) {
                    throw new UncheckedIOException(e);
                }
            }
        }
    }

    private void talk(Socket connection) throws IOException {
        BufferedReader in =
                new BufferedReader(new InputStreamReader(connection.getInputStream(), StandardCharsets.UTF_8));
        if (!answer(connection, GREETING, "220 ready")) {
            return;
        }
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            String command = line.length() < 4 ? line : line.substring(0, 4);
            String usual = command.equals("DATA") ? "354 go on" : "250 fine";
            if (!answer(connection, command, usual)) {
                return;
            }
            if (command.equals("DATA") && !answers.containsKey("DATA")) {
                for (String text = in.readLine(); text != null && !text.equals("."); text = in.readLine()) {
                    // Nobody reads it.
                }
                ended.incrementAndGet();
                if (!answer(connection, END, "250 taken")) {
                    return;
                }
                taken.incrementAndGet();
            }
        }
    }

    private boolean answer(Socket connection, String command, String usual) throws IOException {
        boolean scripted = answers.containsKey(command) && left.getAndDecrement() > 0;
        String answer = scripted ? answers.get(command) : usual;
        if (answer.equals(HANG_UP)) {
            return false;
        }
        if (answer.equals(SILENCE)) {
            connection.getInputStream().readAllBytes();
            return false;
        }
        connection.getOutputStream().write((answer + "\r\n").getBytes(StandardCharsets.UTF_8));
        connection.getOutputStream().flush();
        return true;
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
