package dev.caravan.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.caravan.aws.AwsAccess;
import dev.caravan.aws.AwsClients;
import dev.caravan.settings.Settings;
import dev.caravan.source.kafka.KafkaBatchComponent;
import dev.caravan.testing.SharedServices;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Secrets Manager is a server here that knows one secret. */
@Timeout(60)
class VaultTest {

    private static final String SECRET = "{\"SecretString\":\"{\\\"password\\\":\\\"correct-horse\\\"}\"}";

    @TempDir
    private Path directory;

    private final AwsClients clients =
            new AwsClients(new AwsAccess(SharedServices.REGION, Map.of(), SharedServices.credentialsProvider()));
    private HttpServer vault;

    @BeforeEach
    void start() throws IOException {
        System.setProperty("aws.accessKeyId", SharedServices.CREDENTIALS.accessKeyId());
        System.setProperty("aws.secretAccessKey", SharedServices.CREDENTIALS.secretAccessKey());
        vault = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        vault.createContext("/", VaultTest::answer);
        vault.start();
    }

    @AfterEach
    void stop() {
        vault.stop(0);
        clients.close();
        System.clearProperty("aws.accessKeyId");
        System.clearProperty("aws.secretAccessKey");
    }

    private static void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            String request = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            boolean known = request.contains("\"kafka\"");
            byte[] answer = (known
                            ? SECRET
                            : "{\"__type\":\"ResourceNotFoundException\",\"message\":\"no such secret\"}")
                    .getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "application/x-amz-json-1.1");
            exchange.sendResponseHeaders(known ? 200 : 400, answer.length);
            exchange.getResponseBody().write(answer);
        }
    }

    @Test
    void routesAndKafkasClientsReadSecretsOfTheVault() throws Exception {
        // Given
        write("{{greeting}}");

        // When
        try (CaravanRuntime runtime = CaravanRuntime.start(
                settings(Map.of(
                        "greeting", "hello {{aws:kafka#password}}",
                        "kafka.client.sasl.jaas.config", "x required password=\"{{aws:kafka#password}}\";",
                        "kafka.client.security.protocol", "SASL_SSL")),
                directory,
                clients)) {

            // Then
            assertThat(runtime.context().createProducerTemplate().requestBody("direct:greet", "", String.class))
                    .isEqualTo("hello correct-horse");
            assertThat(runtime.context()
                            .getComponent("kafka-batch", KafkaBatchComponent.class)
                            .getAdditionalProperties())
                    .containsEntry("sasl.jaas.config", "x required password=\"correct-horse\";")
                    .containsEntry("security.protocol", "SASL_SSL");
        }
    }

    @Test
    void aSecretThatIsNotThereIsNamed() throws IOException {
        // Given
        write("{{aws:nobody}}");

        // When / Then
        assertThatThrownBy(() -> CaravanRuntime.start(settings(Map.of()), directory, clients))
                .hasMessageContainingAll("nobody", "no such secret")
                .satisfies(failure -> assertThat(failure.getMessage()).hasLineCount(1));
    }

    private Settings settings(Map<String, String> values) {
        Map<String, String> all = new HashMap<>(values);
        all.put("management.port", "");
        all.put("dead-letters.bucket", "");
        all.put("camel.vault.aws.override-endpoint", "true");
        all.put(
                "camel.vault.aws.uri-endpoint-override",
                "http://127.0.0.1:" + vault.getAddress().getPort());
        return Settings.defaults().with(all, "the test");
    }

    private void write(String body) throws IOException {
        Files.writeString(directory.resolve("greet.yaml"), """
                - route:
                    id: greet
                    from:
                      uri: "direct:greet"
                      steps:
                        - setBody: { constant: "%s" }
                """.formatted(body));
    }
}
