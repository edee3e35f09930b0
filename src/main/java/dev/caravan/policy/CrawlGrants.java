package dev.caravan.policy;

import java.util.List;
import java.util.stream.Stream;

/** Running crawlers and waiting for their end. */
final class CrawlGrants {

    private CrawlGrants() {}

    /** Nothing for no crawlers. Metrics of crawlers know no resources: IAM takes only the star. */
    static Stream<Statement> running(Arns arns, List<String> crawlers) {
        return crawlers.isEmpty()
                ? Stream.of()
                : Stream.of(
                        Statement.allow(
                                "StartCrawlers",
                                List.of("glue:StartCrawler", "glue:GetCrawler"),
                                crawlers.stream().map(arns::crawler).toList()),
                        Statement.allow("MeasureCrawls", List.of("glue:GetCrawlerMetrics"), List.of("*")));
    }
}
