package dev.caravan.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
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
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.camel.health.HealthCheckRegistry;
import org.apache.camel.health.HealthCheckResultBuilder;
import org.apache.camel.impl.health.AbstractHealthCheck;
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

    private static final String TOKEN = "open-sesame";

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
            assertThat(get(port, "/observe/health/ready", "GET").body())
                    .contains("\"status\":\"UP\"", "{\"name\":\"context\",\"status\":\"UP\"");
            assertThat(get(port, "/observe/health", "GET").body()).contains("{\"name\":\"context\",\"status\":\"UP\"");
            assertThat(ListeningSockets.beyondLoopback(ProcessHandle.current().pid()))
                    .noneMatch(address -> address.endsWith(":" + HexFormat.of().toHexDigits((short) port)));
        }
        assertThat(LoopbackPort.isFree(port)).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "GET, /observe/info, 404",
        "GET, /observe/metrics/all, 404",
        "GET, /observe/jolokia, 404",
        "GET, /q/dev, 404",
        "GET, /q/upload, 404",
        "GET, /q/send, 404",
        "GET, /q/download, 404",
        "PUT, /q/upload/routes.yaml, 404",
        "POST, /observe/metrics, 405",
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

    @Test
    void metricsAreThoseOfPrometheus() throws Exception {
        // Given
        int port = LoopbackPort.free();
        try (CaravanRuntime runtime = start(Integer.toString(port))) {
            // When
            HttpResponse<String> answer = get(port, "/observe/metrics", "GET");

            // Then
            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(answer.headers().firstValue("content-type"))
                    .contains("text/plain; version=0.0.4; charset=utf-8");
            assertThat(answer.body())
                    .contains("caravan_build_info{camel=\"" + runtime.context().getVersion() + "\"")
                    .contains("caravan_inflight_bytes 0.0", "jvm_memory_used_bytes{", "process_uptime_seconds ");
        }
    }

    @Test
    void whatAHealthCheckSaysIsWrittenOnceAsJson() throws Exception {
        // Given
        int port = LoopbackPort.free();
        String reason = "s3://lake/a \"b\" does not answer";
        try (CaravanRuntime runtime = start(Integer.toString(port))) {
            HealthCheckRegistry.get(runtime.context()).register(new AbstractHealthCheck("caravan", "of-the-test") {
                @Override
                protected void doCall(HealthCheckResultBuilder builder, Map<String, Object> options) {
                    builder.message(reason)
                            .error(new IllegalStateException("s3cr3t"))
                            .down();
                }
            });

            // When
            HttpResponse<String> answer = get(port, "/observe/health/ready?stackTrace=true&data=true", "GET");

            // Then
            assertThat(answer.statusCode()).isEqualTo(503);
            JsonNode health = new JsonMapper().readTree(answer.body());
            assertThat(health.path("status").asText()).isEqualTo("DOWN");
            assertThat(health.path("checks"))
                    .filteredOn(check -> check.path("name").asText().equals("of-the-test"))
                    .singleElement()
                    .satisfies(
                            check -> assertThat(check.path("message").asText()).isEqualTo(reason));
            assertThat(answer.body())
                    .contains("{\"name\":\"context\",\"status\":\"UP\"")
                    .doesNotContain("s3cr3t");
        }
    }

    @Test
    void withATokenAllButTheProbesAskForIt() throws Exception {
        // Given
        int port = LoopbackPort.free();
        try (CaravanRuntime runtime = start(Map.of(
                "management.port",
                Integer.toString(port),
                "management.address",
                "0.0.0.0",
                "management.token",
                TOKEN))) {
            // When / Then
            assertThat(get(port, "/observe/health/live", "GET").statusCode()).isEqualTo(200);
            assertThat(get(port, "/observe/health/ready", "GET").statusCode()).isEqualTo(200);
            for (String path : List.of("/observe/health", "/observe/metrics")) {
                HttpResponse<String> refused = get(port, path, "GET");
                assertThat(refused.statusCode()).as(path).isEqualTo(401);
                assertThat(refused.body()).isEmpty();
                assertThat(refused.headers().firstValue("www-authenticate")).contains("Bearer realm=\"caravan\"");
                assertThat(send(request(port, path, "GET").header("Authorization", "Bearer " + TOKEN))
                                .statusCode())
                        .as(path)
                        .isEqualTo(200);
            }
        }
    }

    /** CVE-2026-40022 was of this kind: a path beside the one that was guarded. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "/page/api/live",
                "/page/../observe/metrics",
                "/page//api/live",
                "/observe/metrics/",
                "//observe/metrics",
                "/observe//metrics",
                "/observe/health/live/../../metrics",
                "/observe/health/live/%2e%2e/%2e%2e/metrics",
                "/observe/health/live%2f..%2f..%2fmetrics",
                "/observe/health/live/more",
                "/observe/health/live;/../../metrics",
                "/OBSERVE/metrics",
                "/observe/%6detrics",
                "/observe/metrics?path=/observe/health/live",
                "/nothing"
            })
    void noOtherPathIsAWayAroundTheToken(String path) throws Exception {
        // Given
        int port = LoopbackPort.free();
        try (CaravanRuntime runtime =
                start(Map.of("management.port", Integer.toString(port), "management.token", TOKEN))) {
            // When
            String answer = raw(port, "GET " + path + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");

            // Then
            assertThat(answer).startsWith("HTTP/1.1 401 ").doesNotContain("caravan_");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Bearer",
                "Bearer ",
                "Bearer open-sesam",
                "Bearer open-sesame2",
                "Bearer Open-Sesame",
                "Basic open-sesame",
                "open-sesame",
                "Bearer open-sesame open-sesame"
            })
    void anotherTokenIsNone(String authorization) throws Exception {
        // Given
        int port = LoopbackPort.free();
        try (CaravanRuntime runtime =
                start(Map.of("management.port", Integer.toString(port), "management.token", TOKEN))) {
            // When
            HttpResponse<String> answer =
                    send(request(port, "/observe/metrics", "GET").header("Authorization", authorization));

            // Then
            assertThat(answer.statusCode()).isEqualTo(401);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"0.0.0.0", "::", "192.0.2.1"})
    void anAddressThatOthersReachNeedsAToken(String address) {
        // When / Then
        assertThatThrownBy(() -> start(Map.of("management.port", "9876", "management.address", address)))
                .isInstanceOf(SettingsException.class)
                .hasMessage("Setting management.address = " + address + " (the test): others reach it, so it needs a"
                        + " token. Set management.token with the environment variable MANAGEMENT_TOKEN, or listen on"
                        + " 127.0.0.1");
    }

    @Test
    void anAddressOfAnotherMachineIsSaidSo() {
        // When / Then
        assertThatThrownBy(() -> start(Map.of(
                        "management.port", "9876", "management.address", "192.0.2.1", "management.token", TOKEN)))
                .isInstanceOf(SettingsException.class)
                .hasMessageContainingAll("192.0.2.1:9876 cannot be listened on", "an address of this machine");
    }

    @Test
    void routesThatAreOnlyLookedAtOpenNoPort() throws Exception {
        try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            // Given
            Settings settings = Settings.empty()
                    .with(Map.of("management.port", Integer.toString(other.getLocalPort())), "the test");

            // When / Then
            assertThat(CaravanRuntime.rehearse(settings, directory, clients)).isEmpty();
            assertThat(CaravanRuntime.uses(settings, directory, clients)).isEmpty();
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
        return start(Map.of("management.port", port));
    }

    private CaravanRuntime start(Map<String, String> settings) {
        return CaravanRuntime.start(Settings.empty().with(settings, "the test"), directory, clients);
    }

    /** As it stands, where a client would have put the path right. */
    private static String raw(int port, String request) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(10_000);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
        }
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
