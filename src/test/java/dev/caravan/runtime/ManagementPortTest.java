package dev.caravan.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.caravan.aws.AwsAccess;
import dev.caravan.aws.AwsClients;
import dev.caravan.local.process.LoopbackPort;
import dev.caravan.settings.Settings;
import dev.caravan.settings.SettingsException;
import dev.caravan.testing.ListeningSockets;
import dev.caravan.testing.SharedServices;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class ManagementPortTest {

    private final AwsClients clients =
            new AwsClients(new AwsAccess(SharedServices.REGION, Map.of(), SharedServices.credentialsProvider()));

    @TempDir
    private Path directory;

    @BeforeEach
    void writeRoute() throws IOException {
        Files.writeString(directory.resolve("greet.yaml"), """
                - route:
                    id: greet
                    from: { uri: "direct:greet", steps: [ { log: { message: hello } } ] }
                """);
    }

    @AfterEach
    void closeClients() {
        clients.close();
    }

    @Test
    void probesAreAnsweredOnLoopbackUntilTheRuntimeStops() throws Exception {
        // Given
        int port = LoopbackPort.free();

        // When
        try (CaravanRuntime runtime = start(Integer.toString(port))) {
            // Then
            assertThat(get(port, "/observe/health/live", "GET").statusCode()).isEqualTo(200);
            assertThat(get(port, "/observe/health/ready", "GET").body()).contains("\"status\":\"UP\"");
            assertThat(ListeningSockets.beyondLoopback(ProcessHandle.current().pid()))
                    .noneMatch(address -> address.endsWith(":" + HexFormat.of().toHexDigits((short) port)));
        }
        assertThat(LoopbackPort.isFree(port)).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "GET, /, 404",
        "GET, /observe/info, 404",
        "GET, /observe/metrics, 404",
        "GET, /observe/jolokia, 404",
        "GET, /q/dev, 404",
        "GET, /q/upload, 404",
        "GET, /q/send, 404",
        "GET, /q/download, 404",
        "PUT, /q/upload/routes.yaml, 404",
        "POST, /observe/health, 405",
        "TRACE, /observe/health, 405"
    })
    void nothingElseIsAnswered(String method, String path, int status) throws Exception {
        // Given
        int port = LoopbackPort.free();
        try (CaravanRuntime runtime = start(Integer.toString(port))) {
            // When
            HttpResponse<String> answer = get(port, path, method);

            // Then
            assertThat(answer.statusCode()).isEqualTo(status);
        }
    }

    /** CVE-2026-84176: with CORS on, Camel's server would let any page read answers with the reader's credentials. */
    @ParameterizedTest
    @ValueSource(strings = {"GET", "OPTIONS"})
    void pagesOfOtherOriginsAreGivenNoLeaveToReadAnswers(String method) throws Exception {
        // Given
        int port = LoopbackPort.free();
        try (CaravanRuntime runtime = start(Integer.toString(port))) {
            // When
            HttpResponse<String> answer =
                    send(request(port, "/observe/health", method).header("Origin", "https://elsewhere.example"));

            // Then
            assertThat(answer.headers().map().keySet())
                    .noneMatch(name -> name.toLowerCase(Locale.ROOT).startsWith("access-control-"));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"no", "-1", "0", "65536", "99999", "0x50", "1e3"})
    void whatIsNoPortIsSaidSo(String text) {
        // When / Then
        assertThatThrownBy(() -> start(text))
                .isInstanceOf(SettingsException.class)
                .hasMessage("Setting management.port = " + text
                        + " (the test): expected a port from 1 to 65535, or nothing for none");
    }

    @Test
    void aPortThatAnotherProcessHasIsSaidSo() throws Exception {
        try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            // When / Then
            assertThatThrownBy(() -> start(Integer.toString(other.getLocalPort())))
                    .isInstanceOf(SettingsException.class)
                    .hasMessageContainingAll(
                            "management.port = " + other.getLocalPort(), "Another instance?", "a port of its own");
        }
    }

    private CaravanRuntime start(String port) {
        Settings settings = Settings.empty().with(Map.of("management.port", port), "the test");
        return CaravanRuntime.start(settings, directory, clients);
    }

    private static HttpResponse<String> get(int port, String path, String method) throws Exception {
        return send(request(port, path, method));
    }

    private static HttpRequest.Builder request(int port, String path, String method) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .method(method, HttpRequest.BodyPublishers.noBody())
                .timeout(Duration.ofSeconds(10));
    }

    private static HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
        return HttpClient.newHttpClient().send(request.build(), BodyHandlers.ofString());
    }
}
