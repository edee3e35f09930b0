package dev.caravan.page;

import dev.caravan.aws.AwsAccess;
import dev.caravan.aws.AwsClients;
import dev.caravan.local.process.LoopbackPort;
import dev.caravan.runtime.CaravanRuntime;
import dev.caravan.settings.Settings;
import dev.caravan.testing.SharedServices;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** A process with a route that waits to be asked, and a client that writes its requests by hand. */
final class PageClient implements AutoCloseable {

    private final int port = LoopbackPort.free();
    private final AwsClients clients =
            new AwsClients(new AwsAccess(SharedServices.REGION, Map.of(), SharedServices.credentialsProvider()));
    private final CaravanRuntime runtime;

    PageClient(Path directory, Map<String, String> more) throws IOException {
        Files.writeString(directory.resolve("greet.yaml"), """
                - route:
                    id: greet
                    from: { uri: "direct:greet", steps: [ { log: { message: hello } } ] }
                """);
        Map<String, String> values = new HashMap<>(more);
        values.put("management.port", Integer.toString(port));
        this.runtime = CaravanRuntime.start(Settings.empty().with(values, "the test"), directory, clients);
    }

    /** The whole answer. */
    String get(String path, String host) throws IOException {
        return send("GET " + path + " HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n\r\n");
    }

    String send(String request) throws IOException {
        try (Socket socket = open(request)) {
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    /** @param headers each with its line end */
    Stream live(String headers) throws IOException {
        Socket socket = open("GET /page/api/live HTTP/1.1\r\nHost: localhost\r\n" + headers + "\r\n");
        return new Stream(
                socket, new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8)));
    }

    private Socket open(String request) throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setSoTimeout(10_000);
        socket.getOutputStream().write(request.getBytes(StandardCharsets.UTF_8));
        return socket;
    }

    /** An answer that goes on. */
    record Stream(Socket socket, BufferedReader reader) implements AutoCloseable {

        @Override
        public void close() throws IOException {
            socket.close();
        }
    }

    @Override
    public void close() {
        runtime.close();
        clients.close();
    }
}
