package dev.caravan.doctor;

import java.util.Optional;
import software.amazon.awssdk.services.glue.GlueClient;
import software.amazon.awssdk.services.glue.model.GetTablesResponse;
import software.amazon.awssdk.services.glue.model.Table;

/** Looks at a crawler and, if the route says where its tables go, at these. */
record CrawlerProbe(String crawler, Optional<String> database) implements Probe {

    @Override
    public String what() {
        return "crawler " + crawler;
    }

    @Override
    public void run(Access access, Attempts attempts) {
        GlueClient glue = access.clients().glue();
        attempts.make(
                "glue:GetCrawler",
                access.arns().crawler(crawler),
                () -> glue.getCrawler(request -> request.name(crawler).overrideConfiguration(Attempts.SHORT)));
        attempts.make(
                "glue:GetCrawlerMetrics",
                "*",
                () -> glue.getCrawlerMetrics(
                        request -> request.crawlerNameList(crawler).overrideConfiguration(Attempts.SHORT)));
        database.ifPresent(name -> tables(name, access, attempts));
    }

    private static void tables(String database, Access access, Attempts attempts) {
        GlueClient glue = access.clients().glue();
        String arns = String.join(" ", access.arns().tablesOf(database));
        Optional<String> table = attempts.make(
                        "glue:GetTables",
                        arns,
                        () -> glue.getTables(request ->
                                request.databaseName(database).maxResults(1).overrideConfiguration(Attempts.SHORT)))
                .map(GetTablesResponse::tableList)
                .flatMap(tables -> tables.stream().findFirst())
                .map(Table::name);
        table.ifPresent(name -> attempts.make(
                "glue:GetPartitions",
                arns,
                () -> glue.getPartitions(request -> request.databaseName(database)
                        .tableName(name)
                        .maxResults(1)
                        .overrideConfiguration(Attempts.SHORT))));
    }
}
