package dev.caravan.packaged;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.caravan.testing.CaravanProcess;
import dev.caravan.testing.SharedServices;
import java.io.IOException;
import java.lang.reflect.Method;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.jar.JarFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/** What a user meets who starts the jars. */
class PackagedJarIT {

    @TempDir
    private Path directory;

    @Test
    void theProductHoldsNoEmbeddedService() throws IOException {
        try (JarFile jar = new JarFile(CaravanProcess.PRODUCT.toFile())) {
            assertThat(jar.stream().map(entry -> entry.getName()))
                    .noneMatch(name -> name.contains("dev/caravan/local/")
                            || name.matches(
                                    ".*/(kafka_2|kafka-(server|metadata|raft)|s3proxy|jclouds|greenmail|trino|DynamoDBLocal"
                                            + "|scala-|jetty-|junit-|archunit|jqwik).*"));
        }
    }

    @Test
    void neitherJarHoldsDynamoDbLocalOrTheQueryEngine() throws IOException {
        try (JarFile jar = new JarFile(CaravanProcess.LOCAL.toFile())) {
            assertThat(jar.stream().map(entry -> entry.getName()))
                    .noneMatch(name -> name.matches(".*/(DynamoDBLocal|trino-).*"));
        }
    }

    @Test
    void bothJarsHoldTheLicenceAndTheNotice() throws IOException {
        for (Path file : List.of(CaravanProcess.PRODUCT, CaravanProcess.LOCAL)) {
            try (JarFile jar = new JarFile(file.toFile())) {
                for (String text : List.of("LICENSE", "NOTICE")) {
                    assertThat(jar.getEntry("META-INF/" + text))
                            .as("%s of %s", text, file)
                            .isNotNull();
                    assertThat(jar.getInputStream(jar.getEntry("META-INF/" + text)))
                            .hasBinaryContent(Files.readAllBytes(Path.of(text)));
                }
            }
        }
    }

    /** Maven makes it with the network only. */
    @Test
    @DisabledIfSystemProperty(named = "caravan.maven", matches = "offline=true")
    void theBillOfMaterialsListsTheLibrariesOfTheProductAndNoOther() throws IOException {
        JsonNode bill =
                new JsonMapper().readTree(Path.of("target/caravan-sbom.json").toFile());
        try (JarFile jar = new JarFile(CaravanProcess.PRODUCT.toFile())) {
            assertThat(bill.path("components"))
                    .extracting(part -> part.path("name").asText() + "-"
                            + part.path("version").asText() + ".jar")
                    .containsExactlyInAnyOrderElementsOf(jar.stream()
                            .map(entry -> entry.getName())
                            .filter(name -> name.matches("BOOT-INF/lib/.+"))
                            .map(name -> name.substring("BOOT-INF/lib/".length()))
                            .toList());
        }
    }

    @Test
    void theVersionIsThatOfTheBuild() throws Exception {
        try (CaravanProcess version = CaravanProcess.start(CaravanProcess.PRODUCT, directory, Map.of(), "--version")) {
            assertThat(version.await(60)).isZero();
            assertThat(version.output().strip()).matches("caravan \\d+\\.\\d+\\.\\d+.*");
        }
    }

    @Test
    void theProductNamesTheJarThatHasTheDemo() throws Exception {
        try (CaravanProcess demo = CaravanProcess.start(CaravanProcess.PRODUCT, directory, Map.of(), "demo")) {
            assertThat(demo.await(60)).isEqualTo(2);
            assertThat(demo.output()).contains("java -jar caravan-local.jar demo");
        }
    }

    @Test
    void anOlderJavaGetsOneClearLine() throws Exception {
        try (JarFile jar = new JarFile(CaravanProcess.PRODUCT.toFile());
                URLClassLoader loader = new URLClassLoader(
                        new URL[] {CaravanProcess.PRODUCT.toUri().toURL()}, null)) {
            String first = jar.getManifest().getMainAttributes().getValue("Main-Class");
            byte[] code = jar.getInputStream(jar.getEntry(first.replace('.', '/') + ".class"))
                    .readAllBytes();
            assertThat(code[7])
                    .as("class file version of the first class: Java 8")
                    .isEqualTo((byte) 52);
            Method refusal = loader.loadClass(first).getDeclaredMethod("refusal", String.class, String.class);
            refusal.setAccessible(true);

            assertThat(refusal.invoke(null, "11", "/opt/jdk"))
                    .isEqualTo("Caravan needs Java 17 or newer, this is Java 11 in /opt/jdk");
            assertThat(refusal.invoke(null, "1.8", "/opt/jdk")).asString().contains("this is Java 1.8");
            assertThat(refusal.invoke(null, "17", "/opt/jdk")).isNull();
            assertThat(refusal.invoke(null, "25", "/opt/jdk")).isNull();
        }
    }

    @Test
    void aFolderWithoutSettingsIsExplainedInOneLine() throws Exception {
        try (CaravanProcess run = CaravanProcess.start(CaravanProcess.PRODUCT, directory, Map.of(), "run")) {
            assertThat(run.await(60)).isEqualTo(2);
            assertThat(run.output().lines()).singleElement().asString().contains("application.properties");
        }
    }

    @Test
    void anEditedShippedRouteTakesEffectAtTheNextStart() throws Exception {
        // Given
        String bucket = SharedServices.createBucket();
        String topic = SharedServices.createTopic(1);
        Files.createDirectories(directory.resolve("routes"));
        Path route = directory.resolve("routes/replica-to-s3.yaml");
        Files.copy(Path.of("routes/replica-to-s3.yaml"), route);
        Files.copy(Path.of("application.properties"), directory.resolve("application.properties"));
        String[] run = {
            "run",
            "--set",
            "lake.bucket=" + bucket,
            "--set",
            "kafka.replica-topic=" + topic,
            "--set",
            "kafka.replica-group=" + topic,
            "--set",
            "dead-letters.bucket=" + bucket,
            "--set",
            "batch.max-age=1s"
        };
        Map<String, String> environment =
                CaravanProcess.environment(SharedServices.s3().endpoint());

        // When
        try (CaravanProcess shipped = CaravanProcess.start(CaravanProcess.PRODUCT, directory, environment, run)) {
            Topics.send(topic, "{\"timestamp\":\"2026-01-01T10:00:00Z\"}");
            awaitKey(bucket, "user-activity-replica/dt=2026-01-01/hour=10/", shipped);
            shipped.terminate();
            assertThat(shipped.await(60)).as(shipped.output()).isZero();
        }
        Files.writeString(route, Files.readString(route).replace("\"{{lake.replica-prefix}}\"", "edited/"));
        try (CaravanProcess edited = CaravanProcess.start(CaravanProcess.PRODUCT, directory, environment, run)) {
            Topics.send(topic, "{\"timestamp\":\"2026-01-01T11:00:00Z\"}");

            // Then
            awaitKey(bucket, "edited/dt=2026-01-01/hour=11/", edited);
        }
    }

    private static void awaitKey(String bucket, String prefix, CaravanProcess process) throws IOException {
        await().atMost(Duration.ofSeconds(60)).untilAsserted(() -> assertThat(SharedServices.s3Client()
                        .listObjectsV2(request -> request.bucket(bucket).prefix(prefix))
                        .contents())
                .as("objects under %s; output: %s", prefix, process.output())
                .hasSize(1));
    }
}
