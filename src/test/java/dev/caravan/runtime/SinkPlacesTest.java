package dev.caravan.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.caravan.aws.AwsAccess;
import dev.caravan.aws.AwsClients;
import dev.caravan.aws.AwsService;
import dev.caravan.settings.Settings;
import dev.caravan.settings.SettingsException;
import dev.caravan.testing.SharedServices;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A bucket or a table that is not there is told at the start. */
@Timeout(120)
class SinkPlacesTest {

    @TempDir
    private Path directory;

    @Test
    void placesThatAreNotThereAreAllNamedAtTheStart() throws IOException {
        // Given
        write("no-such-bucket", "no-such-table");

        // When / Then
        try (AwsClients clients = clients(SharedServices.s3().endpoint())) {
            assertThatThrownBy(() -> CaravanRuntime.start(Settings.empty(), directory, clients))
                    .isInstanceOf(SettingsException.class)
                    .hasMessageContaining("There is no bucket no-such-bucket at "
                            + SharedServices.s3().endpoint() + ", and lake:no-such-bucket writes to it: create it")
                    .hasMessageContaining("There is no table no-such-table at ")
                    .satisfies(failure -> assertThat(failure.getMessage()).hasLineCount(2));
        }
    }

    @Test
    void aServiceThatIsAwayDoesNotKeepTheRoutesFromStarting() throws Exception {
        // Given
        Files.writeString(directory.resolve("lake.yaml"), route("lake:some-bucket"));

        // When
        try (AwsClients clients = clients(URI.create("http://127.0.0.1:1"));
                CaravanRuntime runtime = CaravanRuntime.start(Settings.empty(), directory, clients)) {

            // Then
            assertThat(runtime.context().isStarted()).isTrue();
        }
    }

    @Test
    void placesThatAreThereAreFine() throws Exception {
        // Given
        Files.writeString(directory.resolve("lake.yaml"), route("lake:" + SharedServices.createBucket()));

        // When
        try (AwsClients clients = clients(SharedServices.s3().endpoint());
                CaravanRuntime runtime = CaravanRuntime.start(Settings.empty(), directory, clients)) {

            // Then
            assertThat(runtime.context().isStarted()).isTrue();
        }
    }

    private void write(String bucket, String table) throws IOException {
        Files.writeString(directory.resolve("lake.yaml"), route("lake:" + bucket));
        Files.writeString(directory.resolve("table.yaml"), route("dynamodb-batch:" + table));
    }

    private static String route(String sink) {
        return """
                - route:
                    id: %s
                    from:
                      uri: "direct:%s"
                      steps:
                        - to: { uri: "%s" }
                """.formatted(sink.replace(':', '-'), sink.replace(':', '-'), sink);
    }

    private static AwsClients clients(URI s3) {
        return new AwsClients(new AwsAccess(
                SharedServices.REGION,
                Map.of(
                        AwsService.S3,
                        s3,
                        AwsService.DYNAMODB,
                        SharedServices.dynamoDb().endpoint()),
                SharedServices.credentialsProvider()));
    }
}
