package dev.caravan.local.athena;

import static org.assertj.core.api.Assertions.assertThat;

import dev.caravan.local.s3.StalledUpload;
import dev.caravan.testing.SharedServices;
import java.time.Duration;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.athena.AthenaClient;
import software.amazon.awssdk.services.athena.model.QueryExecutionState;
import software.amazon.awssdk.services.athena.model.QueryExecutionStatus;
import software.amazon.awssdk.services.glue.GlueClient;
import software.amazon.awssdk.services.glue.model.Crawler;
import software.amazon.awssdk.services.glue.model.CrawlerState;
import software.amazon.awssdk.services.glue.model.LastCrawlStatus;
import software.amazon.awssdk.services.glue.model.S3Target;
import software.amazon.awssdk.services.glue.model.Table;

/** Crawlers and queries while an object is being uploaded. */
@Timeout(200)
class UnfinishedObjectTest {
    private final GlueClient glue = SharedServices.glueClient();
    private final AthenaClient athena = SharedServices.athenaClient();
    private final String bucket = SharedServices.createBucket();
    private final String database = SharedServices.uniqueName("database").replace('-', '_');

    @Test
    void neitherACrawlerNorAQuerySeesAnObjectBeforeItIsWhole() throws Exception {
        // Given
        SharedServices.s3Client()
                .putObject(
                        put -> put.bucket(bucket).key("clicks/dt=2026-11-20/a.json"),
                        RequestBody.fromString("{\"id\":1}\n"));
        glue.createDatabase(create -> create.databaseInput(input -> input.name(database)));
        glue.createCrawler(create -> create.name(database)
                .role("arn:aws:iam::000000000000:role/crawler")
                .databaseName(database)
                .targets(targets -> targets.s3Targets(
                        S3Target.builder().path("s3://" + bucket + "/clicks/").build())));
        crawl();

        // When
        try (StalledUpload sameDay = upload("clicks/dt=2026-11-20/b.json", "{\"id\":2,\"half\":\"a\"}\n{\"id\":3,");
                StalledUpload newDay = upload("clicks/dt=2026-11-21/c.json", "{\"id\":4,\"half\":\"b\"}\n{\"id\":5,")) {
            crawl();

            // Then
            assertThat(columns()).containsExactly("id");
            assertThat(days()).containsExactly("2026-11-20");
            assertThat(count()).isEqualTo("1");

            // When
            assertThat(sameDay.finish()).contains("200");
            assertThat(newDay.finish()).contains("200");

            // Then
            assertThat(count()).isEqualTo("3");
            crawl();
            assertThat(columns()).containsExactly("id", "half");
            assertThat(days()).containsExactly("2026-11-20", "2026-11-21");
            assertThat(count()).isEqualTo("5");
        }
    }

    private StalledUpload upload(String key, String first) throws Exception {
        return StalledUpload.begin(
                SharedServices.s3(), SharedServices.CREDENTIALS, bucket, key, first, "\"half\":\"c\"}\n", true);
    }

    private void crawl() {
        glue.startCrawler(start -> start.name(database));
        Crawler crawler = Awaitility.await()
                .atMost(Duration.ofSeconds(60))
                .until(
                        () -> glue.getCrawler(get -> get.name(database)).crawler(),
                        c -> c.state() == CrawlerState.READY);
        assertThat(crawler.lastCrawl().status()).isEqualTo(LastCrawlStatus.SUCCEEDED);
    }

    private Table table() {
        return glue.getTable(get -> get.databaseName(database).name("clicks")).table();
    }

    private List<String> columns() {
        return table().storageDescriptor().columns().stream()
                .map(column -> column.name())
                .toList();
    }

    private List<String> days() {
        return glue.getPartitions(get -> get.databaseName(database).tableName("clicks")).partitions().stream()
                .map(partition -> partition.values().get(0))
                .sorted()
                .toList();
    }

    private String count() {
        String id = athena.startQueryExecution(start -> start.queryString("SELECT count(*) FROM clicks")
                        .queryExecutionContext(context -> context.database(database))
                        .resultConfiguration(result -> result.outputLocation("s3://" + bucket + "/results/")))
                .queryExecutionId();
        QueryExecutionStatus status = Awaitility.await()
                .atMost(Duration.ofSeconds(90))
                .until(
                        () -> athena.getQueryExecution(get -> get.queryExecutionId(id))
                                .queryExecution()
                                .status(),
                        now -> now.state() != QueryExecutionState.QUEUED && now.state() != QueryExecutionState.RUNNING);
        assertThat(status.state()).as("%s", status).isEqualTo(QueryExecutionState.SUCCEEDED);
        return athena.getQueryResults(get -> get.queryExecutionId(id))
                .resultSet()
                .rows()
                .get(1)
                .data()
                .get(0)
                .varCharValue();
    }
}
