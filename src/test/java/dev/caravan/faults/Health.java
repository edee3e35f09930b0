package dev.caravan.faults;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/** What a product's probes answer, asked over HTTP as a platform does. */
final class Health {

    private static final Duration TIMEOUT = Duration.ofSeconds(5);

    private final HttpClient client =
            HttpClient.newBuilder().connectTimeout(TIMEOUT).build();
    private final int port;
    private int livenessFailures;

    private Health(int port) {
        this.port = port;
    }

    static Health onFreePort() throws IOException {
        try (ServerSocket free = new ServerSocket(0)) {
            return new Health(free.getLocalPort());
        }
    }

    /** The product's setting. */
    String port() {
        return Integer.toString(port);
    }

    /** Returns the seconds until readiness is up or down; liveness is asked each time as well. */
    double secondsUntil(boolean ready) {
        long begin = System.nanoTime();
        await("readiness is " + (ready ? "up" : "down"))
                .atMost(Duration.ofSeconds(60))
                .pollInterval(Duration.ofMillis(250))
                .until(() -> {
                    if (status("live") != 200) {
                        livenessFailures++;
                    }
                    return (status("ready") == 200) == ready;
                });
        return (System.nanoTime() - begin) / 1e9;
    }

    /** The body of the answer. */
    String reasons() throws Exception {
        return client.send(request("ready"), BodyHandlers.ofString()).body();
    }

    /** How often liveness was anything else than up since {@link #secondsUntil} was first called. */
    int livenessFailures() {
        return livenessFailures;
    }

    private int status(String kind) throws Exception {
        return client.send(request(kind), BodyHandlers.discarding()).statusCode();
    }

    private HttpRequest request(String kind) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/observe/health/" + kind))
                .timeout(TIMEOUT)
                .build();
    }
}
