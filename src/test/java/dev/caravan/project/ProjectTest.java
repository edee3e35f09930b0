package dev.caravan.project;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.caravan.aws.AwsAccess;
import dev.caravan.aws.AwsClients;
import dev.caravan.generate.profile.Profile;
import dev.caravan.runtime.CaravanRuntime;
import dev.caravan.settings.Settings;
import dev.caravan.settings.SettingsException;
import dev.caravan.settings.SettingsFile;
import dev.caravan.testing.SharedServices;
import dev.caravan.usage.Use;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class ProjectTest {

    private final AwsClients clients =
            new AwsClients(new AwsAccess(SharedServices.REGION, Map.of(), SharedServices.credentialsProvider()));

    @TempDir
    private Path directory;

    @AfterEach
    void closeClients() {
        clients.close();
    }

    @Test
    void aKafkaProjectReadsItsTopicAndItsCrawlerWalksItsLake() {
        // When
        new Project("web-orders", Flow.KAFKA_TO_LAKE).writeTo(directory);

        // Then
        assertThat(uses())
                .containsExactlyInAnyOrder(
                        new Use.ReadsTopic(
                                "web-orders-to-lake",
                                "127.0.0.1:9092",
                                "web-orders",
                                "web-orders-to-lake",
                                Optional.empty()),
                        new Use.WritesDeadLetters("web-orders-to-lake", "web-orders-lake", "dead-letters/"),
                        new Use.WritesObjects(
                                "web-orders-to-lake",
                                "web-orders-lake",
                                "web-orders/",
                                "event-time:timestamp",
                                "jsonl",
                                "gzip"),
                        new Use.RunsCrawler(
                                "catalog",
                                "web-orders-lake",
                                Optional.of("web_orders"),
                                List.of("s3://web-orders-lake/web-orders/", "s3://web-orders-lake/dead-letters/")));
    }

    @ParameterizedTest
    @EnumSource(Flow.class)
    void everyFlowIsMadeOfFilesThatCanBeUsed(Flow flow) throws Exception {
        // When
        List<Path> written = new Project("orders", flow).writeTo(directory);

        // Then
        assertThat(uses()).hasSizeGreaterThanOrEqualTo(4).allMatch(use -> !(use instanceof Use.UsesComponent));
        assertThat(written).hasSize(6).allSatisfy(file -> assertThat(Files.readString(file))
                .doesNotContain("@"));
        assertThat(directory.resolve("README.md")).content().contains("`" + flow + "`");
        assertThat(Profile.load(directory.resolve("generator/orders.yaml"), Map.of())
                        .targets())
                .containsValue("orders");
    }

    @Test
    void whatIsThereIsNotWrittenOver() throws Exception {
        // Given
        Files.writeString(directory.resolve("application.properties"), "mine=1");

        // When / Then
        assertThatThrownBy(() -> new Project("orders", Flow.KAFKA_TO_LAKE).writeTo(directory))
                .isInstanceOf(SettingsException.class)
                .hasMessage("There is already " + directory.resolve("application.properties")
                        + ": nothing was written. Choose an empty folder, or move what is there");
        assertThat(files()).containsExactly(directory.resolve("application.properties"));
        assertThat(directory.resolve("application.properties")).content().isEqualTo("mine=1");
    }

    @Test
    void aFolderThatCannotBeMadeIsNamed() throws Exception {
        // Given
        Path file = Files.writeString(directory.resolve("file"), "");

        // When / Then
        assertThatThrownBy(() -> new Project("orders", Flow.KAFKA_TO_LAKE).writeTo(file))
                .isInstanceOf(SettingsException.class)
                .hasMessageStartingWith("Cannot write " + file.resolve("README.md") + ": ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "ab", "Orders", "9orders", "or ders", "orders-", "or--ders", "or/ders", "ordérs"})
    void aNameThatNoBucketCouldHaveIsRefused(String name) {
        // When / Then
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Project(name, Flow.KAFKA_TO_LAKE))
                .withMessageEndingWith("got " + name);
    }

    private List<Use> uses() {
        Settings settings = Settings.empty()
                .with(SettingsFile.read(Path.of("application.properties")), "defaults")
                .with(SettingsFile.read(directory.resolve("application.properties")), "the project")
                .with(Map.of("routes.directory", "file:" + directory.resolve("routes")), "the test");
        return CaravanRuntime.uses(settings, directory.resolve("routes"), clients);
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            return files.filter(Files::isRegularFile).toList();
        }
    }
}
