package dev.caravan.policy;

import java.util.List;
import java.util.stream.Stream;

/** What Glue needs while it runs a crawler: reading its targets, keeping tables in its databases, and its log. */
final class CrawlerPolicy {

    private CrawlerPolicy() {}

    static Stream<Statement> statements(PolicySettings settings, Inventory inventory) {
        if (inventory.crawlers().isEmpty()) {
            return Stream.of();
        }
        String logs = settings.arns().logsOfCrawlers();
        Stream<Statement> own = Stream.of(Statement.allow(
                "WriteLog",
                List.of("logs:CreateLogGroup", "logs:CreateLogStream", "logs:PutLogEvents"),
                List.of(logs, logs + ":*")));
        Stream<Statement> locations = inventory.crawlerTargets().isEmpty()
                ? Stream.of()
                : Stream.of(Statement.allow(
                        "LocateBuckets",
                        List.of("s3:GetBucketLocation"),
                        ObjectGrants.buckets(inventory.crawlerTargets())));
        return Stream.of(
                        ObjectGrants.objects("ReadTargets", List.of("s3:GetObject"), inventory.crawlerTargets()),
                        ObjectGrants.listing("ListTargets", inventory.crawlerTargets()),
                        locations,
                        inventory.databases().stream()
                                .map(database -> Statement.allow(
                                        "KeepTables",
                                        List.of(
                                                "glue:GetDatabase",
                                                "glue:GetTable",
                                                "glue:GetTables",
                                                "glue:CreateTable",
                                                "glue:UpdateTable",
                                                "glue:GetPartition",
                                                "glue:GetPartitions",
                                                "glue:BatchGetPartition",
                                                "glue:BatchCreatePartition",
                                                "glue:CreatePartition",
                                                "glue:UpdatePartition"),
                                        settings.arns().tablesOf(database))),
                        own,
                        new KeyGrants(settings).reading("s3"))
                .flatMap(each -> each);
    }
}
