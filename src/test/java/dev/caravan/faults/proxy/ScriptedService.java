package dev.caravan.faults.proxy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** A server that plays a script with its one client: to see what really travels. */
final class ScriptedService implements AutoCloseable {

    /** What the server does with its one connection. */
    interface Script<T> {
        T play(InputStream in, OutputStream out) throws IOException;
    }

    /** A script that has nothing to tell. */
    interface Scene {
        void play(InputStream in, OutputStream out) throws IOException;
    }

    private final ServerSocket server;

    ScriptedService() throws IOException {
        server = new ServerSocket(0, 8, InetAddress.getLoopbackAddress());
    }

    URI endpoint() {
        return URI.create("http://127.0.0.1:" + server.getLocalPort());
    }

    /** Plays with the next client; its connection is closed afterwards. */
    <T> CompletableFuture<T> play(Script<T> script) {
        CompletableFuture<T> result = new CompletableFuture<>();
        Thread thread = new Thread(() -> {
            try (Socket client = server.accept()) {
                result.complete(script.play(client.getInputStream(), client.getOutputStream()));
            } catch (IOException e) {
                result.completeExceptionally(e);
            }
        });
        thread.setDaemon(true);
        thread.start();
        return result.orTimeout(20, TimeUnit.SECONDS);
    }

    /** Like {@link #play}; what goes wrong the client sees. */
    void serve(Scene scene) {
        CompletableFuture<Void> unused = play((in, out) -> {
            scene.play(in, out);
            return null;
        });
    }

    /** Reads until the text that was read ends so, or the connection ends. */
    static String readUntil(InputStream in, String end) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        String text = "";
        for (int next = in.read(); next >= 0; next = in.read()) {
            bytes.write(next);
            text = bytes.toString(StandardCharsets.ISO_8859_1);
            if (text.endsWith(end)) {
                return text;
            }
        }
        return text;
    }

    static void write(OutputStream out, String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
