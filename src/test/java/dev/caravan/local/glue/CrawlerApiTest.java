package dev.caravan.local.glue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.caravan.testing.SharedServices;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.services.glue.GlueClient;
import software.amazon.awssdk.services.glue.model.AlreadyExistsException;
import software.amazon.awssdk.services.glue.model.Crawler;
import software.amazon.awssdk.services.glue.model.CrawlerNotRunningException;
import software.amazon.awssdk.services.glue.model.CrawlerRunningException;
import software.amazon.awssdk.services.glue.model.CrawlerState;
import software.amazon.awssdk.services.glue.model.CrawlerStoppingException;
import software.amazon.awssdk.services.glue.model.CreateCrawlerRequest;
import software.amazon.awssdk.services.glue.model.EntityNotFoundException;
import software.amazon.awssdk.services.glue.model.InvalidInputException;
import software.amazon.awssdk.services.glue.model.JdbcTarget;
import software.amazon.awssdk.services.glue.model.LastCrawlStatus;
import software.amazon.awssdk.services.glue.model.RecrawlBehavior;
import software.amazon.awssdk.services.glue.model.S3Target;
import software.amazon.awssdk.services.glue.model.Table;
import software.amazon.awssdk.services.glue.model.UpdateBehavior;
import software.amazon.awssdk.services.s3.S3Client;

/** Crawlers through AWS's own client, over real objects. */
class CrawlerApiTest extends GlueFixture {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final String bucket = SharedServices.createBucket();

    @Test
    void aCrawlMakesATableWithPartitionsAndSaysWhatItDid() {
        // Given
        put(bucket, "clicks/dt=2025-01-19/a.json", "{\"user_id\":\"1\",\"n\":1}\n");
        glue.createCrawler(crawler("clicks").build());
        assertThat(crawler().state()).isEqualTo(CrawlerState.READY);
        assertThat(crawler().lastCrawl()).isNull();
        // When
        glue.startCrawler(request -> request.name("c"));
        awaitReady(glue);
        // Then
        assertThat(crawler().lastCrawl().status()).isEqualTo(LastCrawlStatus.SUCCEEDED);
        assertThat(crawler().lastCrawl().errorMessage()).isNull();
        assertThat(crawler().lastCrawl().startTime()).isNotNull();
        Table table = glue.getTable(request -> request.databaseName("lake").name("clicks"))
                .table();
        assertThat(table.storageDescriptor().serdeInfo().parameters()).containsEntry("paths", "n,user_id");
        assertThat(glue.getPartition(request ->
                                request.databaseName("lake").tableName("clicks").partitionValues("2025-01-19"))
                        .partition()
                        .storageDescriptor()
                        .location())
                .isEqualTo("s3://" + bucket + "/clicks/dt=2025-01-19/");
        var metrics =
                glue.getCrawlerMetrics(request -> request.crawlerNameList("c")).crawlerMetricsList();
        assertThat(metrics).singleElement().satisfies(counts -> {
            assertThat(counts.tablesCreated()).isOne();
            assertThat(counts.tablesUpdated()).isZero();
            assertThat(counts.tablesDeleted()).isZero();
            assertThat(counts.lastRuntimeSeconds()).isPositive();
        });
        assertThat(glue.listCrawls(request -> request.crawlerName("c")).crawls())
                .singleElement()
                .satisfies(crawl -> {
                    assertThat(crawl.stateAsString()).isEqualTo("COMPLETED");
                    assertThat(crawl.summary()).contains("\"PARTITION\":{\"ADD\":1");
                });
    }

    @Test
    void aCrawlerComesBackAsItWasGivenAndIsUpdatedMemberByMember() {
        // Given
        glue.createCrawler(crawler("clicks")
                .tablePrefix("raw_")
                .schemaChangePolicy(policy -> policy.updateBehavior(UpdateBehavior.LOG))
                .configuration("{\"Version\":1.0,\"CrawlerOutput\":{\"Partitions\":"
                        + "{\"AddOrUpdateBehavior\":\"InheritFromTable\"}},\"CreatePartitionIndex\":true}")
                .build());
        // When
        glue.updateCrawler(request -> request.name("c").description("changed"));
        // Then
        Crawler found = crawler();
        assertThat(found.description()).isEqualTo("changed");
        assertThat(found.tablePrefix()).isEqualTo("raw_");
        assertThat(found.targets().s3Targets()).singleElement().satisfies(target -> assertThat(target.path())
                .isEqualTo("s3://" + bucket + "/clicks"));
        assertThat(found.schemaChangePolicy().updateBehaviorAsString()).isEqualTo("LOG");
        assertThat(found.schemaChangePolicy().deleteBehaviorAsString()).isEqualTo("DEPRECATE_IN_DATABASE");
        assertThat(found.recrawlPolicy().recrawlBehaviorAsString()).isEqualTo("CRAWL_EVERYTHING");
        assertThat(found.version()).isEqualTo(2);
        assertThat(glue.listCrawlers(request -> {}).crawlerNames()).containsExactly("c");
        assertThat(glue.getCrawlers(request -> {}).crawlers()).hasSize(1);
        // When
        glue.deleteCrawler(request -> request.name("c"));
        // Then
        assertThatThrownBy(this::crawler)
                .isInstanceOf(EntityNotFoundException.class)
                .hasMessageContaining("Crawler entry with name c does not exist");
    }

    @Test
    void aCrawlerThatIsMissingOrExistsIsNamed() {
        // Given
        glue.createCrawler(crawler("clicks").build());
        // When / Then
        assertThatThrownBy(() -> glue.createCrawler(crawler("clicks").build()))
                .isInstanceOf(AlreadyExistsException.class)
                .hasMessageContaining("c already exists");
        assertThatThrownBy(() -> glue.startCrawler(request -> request.name("other")))
                .isInstanceOf(EntityNotFoundException.class)
                .hasMessageContaining("Crawler with name other does not exist");
        assertThatThrownBy(() -> glue.stopCrawler(request -> request.name("c")))
                .isInstanceOf(CrawlerNotRunningException.class);
    }

    @Test
    void aFailedCrawlSaysWhy() {
        // Given
        glue.createCrawler(crawler("clicks")
                .targets(targets -> targets.s3Targets(s3Target("s3://no-such-bucket-here/clicks")))
                .build());
        // When
        glue.startCrawler(request -> request.name("c"));
        awaitReady(glue);
        // Then
        assertThat(crawler().lastCrawl().status()).isEqualTo(LastCrawlStatus.FAILED);
        assertThat(crawler().lastCrawl().errorMessage())
                .contains("no-such-bucket-here")
                .contains("does not exist");
    }

    @Test
    void aCrawlThatLeftObjectsOutSucceedsAndNamesThem() {
        // Given
        put(bucket, "clicks/a.orc", "ORC...");
        glue.createCrawler(crawler("clicks").build());
        // When
        glue.startCrawler(request -> request.name("c"));
        awaitReady(glue);
        // Then
        assertThat(crawler().lastCrawl().status()).isEqualTo(LastCrawlStatus.SUCCEEDED);
        assertThat(crawler().lastCrawl().errorMessage())
                .contains("clicks/a.orc")
                .contains("ORC");
    }

    @Test
    void aRunningCrawlerCannotBeStartedChangedOrDeletedAndStopsWhenAsked() throws Exception {
        // Given
        put(bucket, "clicks/a.json", "{\"n\":1}\n");
        HeldUp heldUp = new HeldUp();
        try (S3Client s3 = s3(heldUp);
                LocalGlue slow = LocalGlue.start(settings(null), s3);
                GlueClient client = client(slow.endpoint())) {
            client.createCrawler(crawler("clicks").build());
            client.startCrawler(request -> request.name("c"));
            assertThat(heldUp.reached.await(30, TimeUnit.SECONDS)).isTrue();
            // When / Then
            assertThat(client.getCrawler(request -> request.name("c")).crawler().state())
                    .isEqualTo(CrawlerState.RUNNING);
            assertThatThrownBy(() -> client.startCrawler(request -> request.name("c")))
                    .isInstanceOf(CrawlerRunningException.class)
                    .hasMessageContaining("Crawler with name c has already started");
            assertThatThrownBy(() -> client.deleteCrawler(request -> request.name("c")))
                    .isInstanceOf(CrawlerRunningException.class);
            assertThatThrownBy(() ->
                            client.updateCrawler(request -> request.name("c").description("x")))
                    .isInstanceOf(CrawlerRunningException.class);
            // When
            client.stopCrawler(request -> request.name("c"));
            // Then
            assertThat(client.getCrawler(request -> request.name("c")).crawler().state())
                    .isEqualTo(CrawlerState.STOPPING);
            assertThatThrownBy(() -> client.stopCrawler(request -> request.name("c")))
                    .isInstanceOf(CrawlerStoppingException.class);
            heldUp.goOn.countDown();
            awaitReady(client);
            assertThat(client.getCrawler(request -> request.name("c"))
                            .crawler()
                            .lastCrawl()
                            .status())
                    .isEqualTo(LastCrawlStatus.CANCELLED);
            assertThat(slow.catalog().databases()).isEmpty();
        }
    }

    @Test
    void whatACrawlerHereCannotDoIsRefusedWhenItIsMade() {
        refused(crawler("clicks").schedule("cron(0 * * * ? *)"), "schedules");
        refused(crawler("clicks").classifiers("mine"), "classifiers");
        refused(crawler("clicks").configuration("{\"Version\":1.0,\"Unheard\":1}"), "Unheard");
        refused(
                crawler("clicks").targets(targets -> targets.s3Targets(s3Target("s3://" + bucket + "/clicks"))
                        .jdbcTargets(JdbcTarget.builder().path("db/x").build())),
                "JdbcTargets");
        refused(crawler("clicks").targets(targets -> targets.s3Targets(s3Target("bucket/x"))), "s3://");
        refused(
                crawler("clicks")
                        .recrawlPolicy(policy -> policy.recrawlBehavior(RecrawlBehavior.CRAWL_NEW_FOLDERS_ONLY)),
                "LOG DeleteBehavior value and LOG UpdateBehavior value");
        refused(
                crawler("clicks").recrawlPolicy(policy -> policy.recrawlBehavior(RecrawlBehavior.CRAWL_EVENT_MODE)),
                "CRAWL_EVENT_MODE");
        assertThat(glue.listCrawlers(request -> {}).crawlerNames()).isEmpty();
    }

    @Test
    void crawlersAndDatabasesAreTagged() {
        // Given
        glue.createCrawler(crawler("clicks").tags(Map.of("team", "a")).build());
        createLake();
        String crawlerArn = "arn:aws:glue:us-east-1:123456789012:crawler/c";
        String databaseArn = "arn:aws:glue:us-east-1:123456789012:database/lake";
        // When
        glue.tagResource(request -> request.resourceArn(crawlerArn).tagsToAdd(Map.of("stage", "test")));
        glue.tagResource(request -> request.resourceArn(databaseArn).tagsToAdd(Map.of("x", "y")));
        // Then
        assertThat(glue.getTags(request -> request.resourceArn(crawlerArn)).tags())
                .containsOnly(Map.entry("team", "a"), Map.entry("stage", "test"));
        assertThat(glue.getTags(request -> request.resourceArn(databaseArn)).tags())
                .containsEntry("x", "y");
        assertThat(glue.listCrawlers(request -> request.tags(Map.of("team", "b")))
                        .crawlerNames())
                .isEmpty();
        // When
        glue.untagResource(request -> request.resourceArn(crawlerArn).tagsToRemove("team"));
        glue.deleteCrawler(request -> request.name("c"));
        glue.createCrawler(crawler("clicks").build());
        // Then
        assertThat(glue.getTags(request -> request.resourceArn(crawlerArn)).tags())
                .isEmpty();
        assertThatThrownBy(() -> glue.getTags(
                        request -> request.resourceArn("arn:aws:glue:us-east-1:123456789012:crawler/none")))
                .isInstanceOf(EntityNotFoundException.class);
    }

    private void refused(CreateCrawlerRequest.Builder request, String why) {
        assertThatThrownBy(() -> glue.createCrawler(request.build()))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining(why);
    }

    private CreateCrawlerRequest.Builder crawler(String prefix) {
        return CreateCrawlerRequest.builder()
                .name("c")
                .role("arn:aws:iam::123456789012:role/crawler")
                .databaseName("lake")
                .targets(targets -> targets.s3Targets(s3Target("s3://" + bucket + "/" + prefix))
                        .jdbcTargets(List.of()));
    }

    private static S3Target s3Target(String path) {
        return S3Target.builder().path(path).build();
    }

    private Crawler crawler() {
        return glue.getCrawler(request -> request.name("c")).crawler();
    }

    private static void awaitReady(GlueClient client) {
        await().atMost(PATIENCE)
                .until(() -> client.getCrawler(request -> request.name("c"))
                                .crawler()
                                .state()
                        == CrawlerState.READY);
    }

    /** Lets a request to S3 go on only when the test says so, even if its thread is interrupted. */
    private static final class HeldUp implements ExecutionInterceptor {
        private final CountDownLatch reached = new CountDownLatch(1);
        private final CountDownLatch goOn = new CountDownLatch(1);

        @Override
        public void beforeExecution(Context.BeforeExecution context, ExecutionAttributes attributes) {
            reached.countDown();
            boolean interrupted = false;
            while (goOn.getCount() > 0) {
                try {
                    goOn.await();
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
