package dev.caravan.local.glue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.caravan.local.glue.catalog.StorageDescriptor;
import dev.caravan.local.glue.catalog.TableInput;
import dev.caravan.local.protocol.Credentials;
import dev.caravan.local.protocol.RawAwsRequest;
import dev.caravan.testing.SharedServices;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.glue.model.CrawlerState;
import software.amazon.awssdk.services.glue.model.LastCrawlStatus;
import software.amazon.awssdk.services.glue.model.S3Target;

/** The service as such: its life, its wire form, its signatures. */
class LocalGlueTest extends GlueFixture {
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    Path directory;

    @Test
    void everythingIsThereAfterARestart() {
        // Given
        restart(directory);
        String bucket = SharedServices.createBucket();
        put(bucket, "clicks/dt=1/a.json", "{\"n\":1}\n");
        glue.createCrawler(request -> request.name("c")
                .role("r")
                .databaseName("lake")
                .tags(Map.of("team", "a"))
                .targets(targets -> targets.s3Targets(
                        S3Target.builder().path("s3://" + bucket + "/clicks").build())));
        crawl();
        // When
        restart(directory);
        // Then
        assertThat(server.catalog().partitions("lake", "clicks")).hasSize(1);
        assertThat(glue.getCrawler(request -> request.name("c"))
                        .crawler()
                        .lastCrawl()
                        .status())
                .isEqualTo(LastCrawlStatus.SUCCEEDED);
        assertThat(glue.getTags(request -> request.resourceArn("arn:aws:glue:us-east-1:0:crawler/c"))
                        .tags())
                .containsEntry("team", "a");
        // When
        put(bucket, "clicks/dt=2/a.json", "{\"n\":1}\n");
        crawl();
        // Then
        assertThat(server.catalog().partitions("lake", "clicks")).hasSize(2);
    }

    @Test
    void whatIsWrittenInTheProcessIsSeenByClientsAtOnce() {
        // Given
        createLake();
        // When
        server.catalog()
                .createTable(
                        "lake",
                        TableInput.external(
                                "made_by_ddl", StorageDescriptor.EMPTY, List.of(), Map.of("classification", "json")));
        // Then
        assertThat(glue.getTable(request -> request.databaseName("lake").name("made_by_ddl"))
                        .table()
                        .parameters())
                .containsEntry("classification", "json");
    }

    @Test
    void anyHttpClientIsAnsweredInJsonWithEpochSeconds() throws Exception {
        // When
        HttpResponse<byte[]> created = send("CreateDatabase", "{\"DatabaseInput\":{\"Name\":\"lake\"}}");
        HttpResponse<byte[]> found = send("GetDatabase", "{\"Name\":\"lake\"}");
        // Then
        assertThat(created.statusCode()).isEqualTo(200);
        assertThat(new String(created.body(), StandardCharsets.UTF_8)).isEqualTo("{}");
        JsonNode database = JSON.readTree(found.body()).path("Database");
        assertThat(database.path("Name").textValue()).isEqualTo("lake");
        assertThat(database.path("CreateTime").isNumber()).isTrue();
        assertThat(database.path("CreateTime").asDouble())
                .isCloseTo(Clock.systemUTC().millis() / 1000.0, within(60.0));
    }

    @Test
    void anErrorHasAwssShape() throws Exception {
        // When
        HttpResponse<byte[]> refused = send("GetDatabase", "{\"Name\":\"none\"}");
        // Then
        assertThat(refused.statusCode()).isEqualTo(400);
        JsonNode error = JSON.readTree(refused.body());
        assertThat(error.path("__type").textValue()).isEqualTo("EntityNotFoundException");
        assertThat(error.path("message").textValue()).isEqualTo("Database none not found.");
    }

    @Test
    void aRequiredMemberThatIsMissingIsNamed() throws Exception {
        // When
        HttpResponse<byte[]> refused = send("CreateTable", "{\"DatabaseName\":\"lake\"}");
        // Then
        JsonNode error = JSON.readTree(refused.body());
        assertThat(error.path("__type").textValue()).isEqualTo("ValidationException");
        assertThat(error.path("message").textValue()).contains("tableInput");
    }

    @Test
    void anUnknownOperationIsNamed() throws Exception {
        assertThat(JSON.readTree(send("GetWorkflow", "{}").body()).toString()).contains("GetWorkflow");
    }

    @Test
    void aWrongSecretIsRefused() throws Exception {
        // When
        HttpResponse<byte[]> refused = new RawAwsRequest(server.endpoint(), "glue", "AWSGlue.GetDatabases", "{}")
                .credentials(new Credentials(SharedServices.CREDENTIALS.accessKeyId(), "wrong"))
                .send();
        // Then
        assertThat(refused.statusCode()).isBetween(400, 403);
        assertThat(JSON.readTree(refused.body()).path("__type").textValue()).isNotEqualTo("EntityNotFoundException");
    }

    @Test
    void aTakenPortIsNamed() {
        // Given
        int port = server.endpoint().getPort();
        // When / Then
        assertThatThrownBy(() -> LocalGlue.start(
                        new LocalGlueSettings(port, SharedServices.CREDENTIALS, Clock.systemUTC(), null),
                        SharedServices.s3Client()))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining(Integer.toString(port));
    }

    private void crawl() {
        glue.startCrawler(request -> request.name("c"));
        await().atMost(Duration.ofSeconds(60))
                .until(() ->
                        glue.getCrawler(request -> request.name("c")).crawler().state() == CrawlerState.READY);
    }

    private HttpResponse<byte[]> send(String operation, String body) throws Exception {
        return new RawAwsRequest(server.endpoint(), "glue", "AWSGlue." + operation, body)
                .credentials(SharedServices.CREDENTIALS)
                .send();
    }
}
