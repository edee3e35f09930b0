package dev.caravan.local.glue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.caravan.local.glue.crawl.CrawlResult.Changes;
import dev.caravan.local.glue.crawler.CrawlRun;
import dev.caravan.local.glue.crawler.Crawler;
import dev.caravan.local.glue.crawler.CrawlerState;
import dev.caravan.local.glue.crawler.CrawlerStatus;
import java.util.List;
import java.util.Map;

/** Crawlers and crawls as AWS describes them. */
final class CrawlerViews {
    private static final String LOG_GROUP = "/aws-glue/crawlers";
    private static final double MILLIS = 1000;

    private CrawlerViews() {}

    static ObjectNode crawler(CrawlerStatus status) {
        Crawler crawler = status.crawler();
        ObjectNode node = Wire.tree(crawler.definition());
        node.put("State", status.state().name());
        node.put("CrawlElapsedTime", status.elapsedMillis());
        ObjectNode times = Wire.tree(Map.of(
                "CreationTime", crawler.creationTime(),
                "LastUpdated", crawler.lastUpdated()));
        node.setAll(times);
        node.put("Version", crawler.version());
        if (!node.has("LineageConfiguration")) {
            node.set("LineageConfiguration", Wire.object().put("CrawlerLineageSettings", "DISABLE"));
        }
        crawler.lastRun().ifPresent(run -> node.set("LastCrawl", lastCrawl(crawler.name(), run)));
        return node;
    }

    static ObjectNode metrics(CrawlerStatus status) {
        Crawler crawler = status.crawler();
        List<Long> durations =
                crawler.runs().stream().map(CrawlRun::durationMillis).sorted().toList();
        Changes tables = crawler.lastRun().map(CrawlRun::tables).orElse(Changes.NONE);
        double median = durations.isEmpty() ? 0 : durations.get(durations.size() / 2) / MILLIS;
        ObjectNode node = Wire.object();
        node.put("CrawlerName", crawler.name());
        node.put("TimeLeftSeconds", 0.0);
        node.put("StillEstimating", status.state() != CrawlerState.READY);
        node.put(
                "LastRuntimeSeconds",
                crawler.lastRun().map(CrawlRun::durationMillis).orElse(0L) / MILLIS);
        node.put("MedianRuntimeSeconds", median);
        node.put("TablesCreated", tables.added());
        node.put("TablesUpdated", tables.updated());
        return node.put("TablesDeleted", tables.deleted());
    }

    /** An entry of {@code ListCrawls}; its summary counts tables and partitions. */
    static ObjectNode crawl(String crawler, CrawlRun run) {
        ObjectNode node = log(crawler, run);
        node.put("CrawlId", run.crawlId());
        node.put("State", state(run.status()));
        ObjectNode times = Wire.tree(Map.of(
                "StartTime", run.startTime(),
                "EndTime", run.startTime().plusMillis(run.durationMillis())));
        node.setAll(times);
        ObjectNode summary = Wire.object();
        summary.set("TABLE", counts(run.tables()));
        summary.set("PARTITION", counts(run.partitions()));
        return node.put("Summary", summary.toString());
    }

    private static ObjectNode lastCrawl(String crawler, CrawlRun run) {
        ObjectNode node = log(crawler, run);
        node.put("Status", run.status().name());
        ObjectNode time = Wire.tree(Map.of("StartTime", run.startTime()));
        node.setAll(time);
        return node;
    }

    private static ObjectNode log(String crawler, CrawlRun run) {
        ObjectNode node = Wire.object();
        if (run.errorMessage() != null) {
            node.put("ErrorMessage", run.errorMessage());
        }
        node.put("LogGroup", LOG_GROUP);
        node.put("LogStream", crawler);
        return node.put("MessagePrefix", run.crawlId());
    }

    private static String state(CrawlRun.Status status) {
        return switch (status) {
            case SUCCEEDED -> "COMPLETED";
            case FAILED -> "FAILED";
            case CANCELLED -> "STOPPED";
        };
    }

    private static ObjectNode counts(Changes changes) {
        ObjectNode node = Wire.object();
        node.put("ADD", changes.added());
        node.put("UPDATE", changes.updated());
        return node.put("DELETE", changes.deleted());
    }
}
