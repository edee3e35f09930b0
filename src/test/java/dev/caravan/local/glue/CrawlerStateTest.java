package dev.caravan.local.glue;

import static org.assertj.core.api.Assertions.assertThat;

import dev.caravan.testing.SharedServices;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import software.amazon.awssdk.services.glue.model.Crawler;
import software.amazon.awssdk.services.glue.model.CrawlerState;
import software.amazon.awssdk.services.glue.model.S3Target;

/** What callers see who wait for the end of a crawl by asking often. */
@Timeout(120)
class CrawlerStateTest extends GlueFixture {
    private static final int CRAWLS = 60;
    private static final int WAITING = 4;

    @Test
    void aCrawlerThatIsReadyAgainTellsOfTheCrawlThatEnded() throws Exception {
        // Given
        String bucket = SharedServices.createBucket();
        ExecutorService threads = Executors.newFixedThreadPool(WAITING);
        List<Crawler> ready = new ArrayList<>();
        try {
            for (int i = 0; i < CRAWLS; i++) {
                String name = "crawler-" + i;
                glue.createCrawler(create -> create.name(name)
                        .role("role")
                        .databaseName("lake")
                        .targets(targets -> targets.s3Targets(
                                S3Target.builder().path("s3://" + bucket + "/").build())));
                glue.startCrawler(start -> start.name(name));

                // When
                List<Future<Crawler>> waiting = new ArrayList<>();
                for (int j = 0; j < WAITING; j++) {
                    waiting.add(threads.submit(() -> ready(name)));
                }
                for (Future<Crawler> each : waiting) {
                    ready.add(each.get(30, TimeUnit.SECONDS));
                }
            }
        } finally {
            threads.shutdownNow();
        }

        // Then
        assertThat(ready).hasSize(CRAWLS * WAITING).allSatisfy(crawler -> assertThat(crawler.lastCrawl())
                .isNotNull());
    }

    private Crawler ready(String name) {
        while (true) {
            Crawler crawler = glue.getCrawler(get -> get.name(name)).crawler();
            if (crawler.state() == CrawlerState.READY) {
                return crawler;
            }
        }
    }
}
