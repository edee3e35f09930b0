package dev.caravan.packaged;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.caravan.local.kafka.SecuredKafka;
import dev.caravan.local.process.LoopbackPort;
import dev.caravan.testing.CaravanProcess;
import dev.caravan.testing.ListeningSockets;
import dev.caravan.testing.SharedServices;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.zip.GZIPInputStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.s3.model.S3Object;

/** Secrets of the settings are looked for everywhere a running product writes, with every log at DEBUG. */
@Timeout(180)
class SecretsIT {

    private static final String PASSWORD = "canary-of-kafka-1f2e3d";
    private static final String STORE_PASSWORD = "canary-of-the-store-9a8b7c";
    private static final String TOKEN = "canary-of-the-session-5e6f7a";
    private static final List<String> SECRETS =
            List.of(PASSWORD, STORE_PASSWORD, TOKEN, SharedServices.CREDENTIALS.secretAccessKey());

    private final String bucket = SharedServices.createBucket();
    private final String stream = SharedServices.createStream(1);

    @TempDir
    private Path directory;

    @Test
    void noSecretIsInLogsAnswersObjectsOrDeadLettersAndThePortsAreTheDocumentedOnes() throws Exception {
        int port = LoopbackPort.free();
        try (SecuredKafka kafka = SecuredKafka.start(directory.resolve("kafka"), PASSWORD)) {
            // Given
            writeRoutes(kafka);
            send(kafka);
            try (CaravanProcess product = CaravanProcess.start(
                    CaravanProcess.PRODUCT, directory, environment(PASSWORD), "run", "--set=management.port=" + port)) {
                // When
                await().atMost(Duration.ofSeconds(90))
                        .until(() -> keys().stream().anyMatch(key -> key.startsWith("lake/"))
                                && keys().stream().anyMatch(key -> key.startsWith("dead-letters/")));
                String health = health(port);
                List<String> ports = ListeningSockets.of(product.pid());
                product.terminate();
                int code = product.await(60);

                // Then
                assertThat(code).as(product.output()).isZero();
                assertThat(product.output())
                        .contains("DEBUG")
                        .containsPattern("jaas\\.config +\\*{6} +environment variable KAFKA_CLIENT_SASL_JAAS_CONFIG")
                        .containsPattern("ssl\\.key\\.password +\\{\\{file:\\S+}} +application\\.properties:6")
                        .doesNotContain(SECRETS);
                assertThat(health).contains("source-copy").doesNotContain(SECRETS);
                for (String key : keys()) {
                    assertThat(key).doesNotContain(SECRETS);
                    assertThat(content(key)).doesNotContain(SECRETS);
                }
                assertThat(ports).hasSize(1);
                assertThat(ListeningSockets.beyondLoopback(ports)).isEmpty();
                assertThat(ports.get(0))
                        .endsWith(":" + HexFormat.of().withUpperCase().toHexDigits((short) port));
            }
        }
    }

    @Test
    void noSecretIsInWhatAUserIsToldOfAFailedLogin() throws Exception {
        try (SecuredKafka kafka = SecuredKafka.start(directory.resolve("kafka"), PASSWORD)) {
            // Given
            writeRoutes(kafka);
            try (CaravanProcess product =
                    CaravanProcess.start(CaravanProcess.PRODUCT, directory, environment(PASSWORD + "-wrong"), "run")) {
                // When
                int code = product.await(60);

                // Then
                assertThat(code).as(product.output()).isEqualTo(2);
                assertThat(product.output()).contains("Authentication failed").doesNotContain(SECRETS);
            }
        }
    }

    private Map<String, String> environment(String password) {
        Map<String, String> environment =
                new HashMap<>(CaravanProcess.environment(SharedServices.s3().endpoint()));
        environment.put("AWS_SESSION_TOKEN", TOKEN);
        environment.put(
                "KAFKA_CLIENT_SASL_JAAS_CONFIG", SecuredKafka.login(password).get("sasl.jaas.config"));
        environment.put(
                "JAVA_TOOL_OPTIONS",
                "-Dcaravan.log.root=DEBUG -Dcaravan.log.level=DEBUG -Dcaravan.log.kafka=DEBUG"
                        + " -Dcaravan.log.kinesis=DEBUG -Dcaravan.log.broker=DEBUG");
        environment.remove("KAFKA_BROKERS");
        return environment;
    }

    private void writeRoutes(SecuredKafka kafka) throws IOException {
        Files.writeString(directory.resolve("application.properties"), """
                aws.region=%s
                kafka.brokers=%s
                kafka.client.security.protocol=SASL_PLAINTEXT
                kafka.client.sasl.mechanism=PLAIN
                kafka.client.sasl.jaas.config=
                kafka.client.ssl.key.password={{file:%s}}
                dead-letters.bucket=%s
                dead-letters.prefix=dead-letters/
                """.formatted(
                        SharedServices.REGION.id(),
                        kafka.bootstrapServers(),
                        Files.writeString(directory.resolve("key-password"), STORE_PASSWORD + "\n"),
                        bucket));
        Files.writeString(Files.createDirectories(directory.resolve("routes")).resolve("copy.yaml"), """
                - route:
                    id: copy
                    from:
                      uri: "kafka-batch:in"
                      parameters: { groupId: copy, maxAge: 200ms }
                      steps:
                        - to: { uri: "lake:%1$s", parameters: { prefix: "lake/" } }
                - route:
                    id: streamed
                    from:
                      uri: "kinesis-batch:%2$s"
                      parameters: { applicationName: "%2$s", maxAge: 200ms }
                      steps:
                        - to: { uri: "lake:%1$s", parameters: { prefix: "streamed/" } }
                """.formatted(
                        bucket, stream));
    }

    private static void send(SecuredKafka kafka) throws Exception {
        Map<String, Object> settings = new HashMap<>(SecuredKafka.login(PASSWORD));
        settings.put("bootstrap.servers", kafka.bootstrapServers());
        try (Admin admin = Admin.create(settings)) {
            admin.createTopics(List.of(new NewTopic("in", 1, (short) 1))).all().get(30, TimeUnit.SECONDS);
        }
        try (KafkaProducer<String, String> producer =
                new KafkaProducer<>(settings, new StringSerializer(), new StringSerializer())) {
            producer.send(new ProducerRecord<>("in", "{\"good\":1}")).get();
            producer.send(new ProducerRecord<>("in", "broken")).get();
        }
    }

    private static String health(int port) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create(
                        "http://127.0.0.1:" + port + "/observe/health?exposureLevel=full&stackTrace=true&data=true"))
                .timeout(Duration.ofSeconds(10))
                .build();
        return HttpClient.newHttpClient().send(request, BodyHandlers.ofString()).body();
    }

    private List<String> keys() {
        return SharedServices.s3Client().listObjectsV2(list -> list.bucket(bucket)).contents().stream()
                .map(S3Object::key)
                .toList();
    }

    /** As it is stored, and unzipped; with its metadata. */
    private String content(String key) throws IOException {
        var object = SharedServices.s3Client()
                .getObjectAsBytes(get -> get.bucket(bucket).key(key));
        byte[] bytes = object.asByteArray();
        String stored = new String(bytes, StandardCharsets.ISO_8859_1) + object.response();
        return key.endsWith(".gz")
                ? stored
                        + new String(
                                new GZIPInputStream(new ByteArrayInputStream(bytes)).readAllBytes(),
                                StandardCharsets.UTF_8)
                : stored;
    }
}
