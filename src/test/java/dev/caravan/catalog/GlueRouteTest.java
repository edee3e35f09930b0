package dev.caravan.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.caravan.failure.AbandonedException;
import dev.caravan.failure.PermanentException;
import dev.caravan.failure.RetryableException;
import java.net.URI;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.glue.model.CrawlerState;

@Timeout(60)
class GlueRouteTest {

    @Test
    void aCrawlSaysWhichTablesAndPartitionsItChanged() throws Exception {
        try (CrawlRoute route = CrawlRoute.start()) {
            // Given
            route.glue.createDatabase(create -> create.databaseInput(input -> input.name(route.database)));
            route.createCrawler("s3://" + route.bucket + "/clicks/");
            route.put("clicks/dt=2025-01-19/a.json");
            route.put("clicks/dt=2025-01-20/a.json");

            // When
            CrawlResult first = route.crawl();
            route.put("clicks/dt=2025-01-21/a.json");
            CrawlResult second = route.crawl();

            // Then
            assertThat(first).isEqualTo(new CrawlResult(route.crawler, 1, 0, 0, 2, first.duration()));
            assertThat(second.tablesCreated()).isZero();
            assertThat(second.partitionsAdded()).isOne();
            assertThat(second.duration()).isPositive();
        }
    }

    @Test
    void theFirstCrawlMayMakeItsDatabase() throws Exception {
        try (CrawlRoute route = CrawlRoute.start()) {
            // Given
            route.createCrawler("s3://" + route.bucket + "/clicks/");
            route.put("clicks/dt=2025-01-19/a.json");

            // Then
            assertThat(route.crawl().partitionsAdded()).isOne();
        }
    }

    @Test
    void objectsWrittenAfterARunningCrawlLookedAreRegisteredByOneMore() throws Exception {
        try (HeldGlue held = HeldGlue.afterTheListing();
                CrawlRoute route = new CrawlRoute(held.service.endpoint(), "")) {
            // Given: a crawl under way that has listed what is there
            route.createCrawler("s3://" + route.bucket + "/clicks/");
            route.put("clicks/dt=2025-01-19/a.json");
            route.glue.startCrawler(start -> start.name(route.crawler));
            held.awaitHeld();
            route.put("clicks/dt=2025-01-20/a.json");

            // When
            CompletableFuture<CrawlResult> crawl = route.crawlAside();
            await().until(() -> route.hasSent("GetTables"));
            await().during(300, TimeUnit.MILLISECONDS).until(() -> !crawl.isDone());
            held.letGo();

            // Then
            assertThat(crawl.get(30, TimeUnit.SECONDS).partitionsAdded()).isEqualTo(2);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "pollInterval=0, 'pollInterval is 10 or more milliseconds, got 0'",
        "timeout=0, 'timeout is 1 or more milliseconds, got 0'",
        "whenRunning=wait, 'whenRunning is again or join, got wait'"
    })
    void anOptionOutOfItsRangeIsRefusedByName(String option, String words) {
        assertThatThrownBy(() -> new CrawlRoute(URI.create("http://127.0.0.1:1"), option).close())
                .rootCause()
                .hasMessageContaining(words);
    }

    @Test
    void aCrawlerThatRunsAlreadyIsJoinedWhereThatIsEnough() throws Exception {
        try (HeldGlue held = new HeldGlue();
                CrawlRoute route = new CrawlRoute(held.service.endpoint(), "whenRunning=join")) {
            // Given
            route.createCrawler("s3://" + route.bucket + "/clicks/");
            route.put("clicks/dt=2025-01-19/a.json");
            route.glue.startCrawler(start -> start.name(route.crawler));

            // When
            CompletableFuture<CrawlResult> crawl = route.crawlAside();
            await().until(() -> route.hasSent("GetTables"));
            await().during(300, TimeUnit.MILLISECONDS).until(() -> !crawl.isDone());
            held.letGo();

            // Then
            assertThat(crawl.get(30, TimeUnit.SECONDS).tablesCreated()).isOne();
            assertThat(route.glue
                            .listCrawls(list -> list.crawlerName(route.crawler))
                            .crawls())
                    .hasSize(1);
        }
    }

    @Test
    void anUnknownCrawlerIsPermanentAndNamed() throws Exception {
        try (CrawlRoute route = CrawlRoute.start()) {
            assertThatThrownBy(route::crawl)
                    .isInstanceOf(PermanentException.class)
                    .hasMessageContaining(route.crawler)
                    .hasMessageContaining("EntityNotFoundException");
        }
    }

    @Test
    void aFailedCrawlSaysGluesReason() throws Exception {
        try (CrawlRoute route = CrawlRoute.start()) {
            // Given
            route.createCrawler("s3://no-such-bucket-here/clicks/");

            // Then
            assertThatThrownBy(route::crawl)
                    .isInstanceOf(PermanentException.class)
                    .hasMessageContaining(route.crawler)
                    .hasMessageContaining("FAILED")
                    .hasMessageContaining("no-such-bucket-here");
        }
    }

    @Test
    void aCancelledCrawlIsAFailure() throws Exception {
        try (HeldGlue held = new HeldGlue();
                CrawlRoute route = new CrawlRoute(held.service.endpoint(), "")) {
            // Given
            route.createCrawler("s3://" + route.bucket + "/clicks/");
            CompletableFuture<CrawlResult> crawl = route.crawlAside();
            await().until(() -> state(route) == CrawlerState.RUNNING);

            // When
            route.glue.stopCrawler(stop -> stop.name(route.crawler));
            held.letGo();

            // Then
            assertThatThrownBy(() -> crawl.get(30, TimeUnit.SECONDS))
                    .hasCauseInstanceOf(PermanentException.class)
                    .hasMessageContaining("CANCELLED");
        }
    }

    @Test
    void throttlesAreRetried() throws Exception {
        try (CrawlRoute route = CrawlRoute.start()) {
            // Given
            route.createCrawler("s3://" + route.bucket + "/clicks/");
            route.put("clicks/a.json");
            route.throttle(3);

            // Then
            assertThat(route.crawl().tablesCreated()).isOne();
        }
    }

    @Test
    void aCrawlThatTakesTooLongIsRetryableAndNamesTheOption() throws Exception {
        try (HeldGlue held = new HeldGlue();
                CrawlRoute route = new CrawlRoute(held.service.endpoint(), "timeout=300")) {
            // Given
            route.createCrawler("s3://" + route.bucket + "/clicks/");

            // Then
            assertThatThrownBy(route::crawl)
                    .isInstanceOf(RetryableException.class)
                    .hasMessageContaining(route.crawler + " is still RUNNING after PT0.3S")
                    .hasMessageContaining("timeout");
        }
    }

    @Test
    @Timeout(20)
    void theTimeOutEndsTheRetriesOfAGlueThatDoesNotAnswer() throws Exception {
        // Given: nothing listens on port 1
        try (CrawlRoute route = new CrawlRoute(URI.create("http://127.0.0.1:1"), "timeout=300")) {
            assertThatThrownBy(route::crawl)
                    .isInstanceOf(RetryableException.class)
                    .hasMessageContaining("GetCrawler for crawler " + route.crawler);
        }
    }

    @Test
    void stoppingTheRouteEndsTheWait() throws Exception {
        try (HeldGlue held = new HeldGlue();
                CrawlRoute route = new CrawlRoute(held.service.endpoint(), "")) {
            // Given
            route.createCrawler("s3://" + route.bucket + "/clicks/");
            CompletableFuture<CrawlResult> crawl = route.crawlAside();
            await().until(() -> state(route) == CrawlerState.RUNNING);

            // When
            route.stopRoute();

            // Then
            assertThatThrownBy(() -> crawl.get(5, TimeUnit.SECONDS)).hasCauseInstanceOf(AbandonedException.class);
        }
    }

    private static CrawlerState state(CrawlRoute route) {
        return route.glue.getCrawler(get -> get.name(route.crawler)).crawler().state();
    }
}
