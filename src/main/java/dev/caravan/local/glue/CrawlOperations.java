package dev.caravan.local.glue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.caravan.local.glue.catalog.CatalogException;
import dev.caravan.local.glue.crawler.CrawlRun;
import dev.caravan.local.glue.crawler.Crawler;
import dev.caravan.local.glue.crawler.CrawlerStatus;
import dev.caravan.local.glue.crawler.Crawlers;
import dev.caravan.local.protocol.AwsInput;
import dev.caravan.local.protocol.AwsOperation;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;

/** The operations that start and stop crawls and tell how they went. */
final class CrawlOperations {
    private static final int MAX_PAGE = 1000;
    private static final String NAME = "Name";

    private final Crawlers crawlers;

    CrawlOperations(Crawlers crawlers) {
        this.crawlers = crawlers;
    }

    Map<String, AwsOperation> operations() {
        return Map.of(
                "StartCrawler", this::start,
                "StopCrawler", this::stop,
                "GetCrawlerMetrics", this::metrics,
                "ListCrawls", this::list);
    }

    private ObjectNode start(AwsInput input) {
        crawlers.start(input.requiredText(NAME));
        return Wire.object();
    }

    private ObjectNode stop(AwsInput input) {
        crawlers.stop(input.requiredText(NAME));
        return Wire.object();
    }

    private ObjectNode metrics(AwsInput input) {
        List<String> names = input.texts("CrawlerNameList");
        List<CrawlerStatus> wanted = crawlers.statuses().stream()
                .filter(status -> names.isEmpty() || names.contains(status.name()))
                .toList();
        return Page.of(input, wanted, CrawlerStatus::name, MAX_PAGE)
                .answer("CrawlerMetricsList", CrawlerViews::metrics);
    }

    /** Past crawls, the last one first. */
    private ObjectNode list(AwsInput input) {
        if (!input.objects("Filters").isEmpty()) {
            throw CatalogException.invalidInput("This Glue does not support Filters of ListCrawls: leave them out.");
        }
        Crawler crawler = crawlers.crawler(input.requiredText("CrawlerName"));
        List<CrawlRun> runs = new ArrayList<>(crawler.runs());
        Collections.reverse(runs);
        int max = input.integer("MaxResults").orElse(runs.size());
        return Wire.answer(
                "Crawls",
                Wire.array(
                        runs.subList(0, Math.max(0, Math.min(max, runs.size()))),
                        run -> CrawlerViews.crawl(crawler.name(), run)));
    }
}
