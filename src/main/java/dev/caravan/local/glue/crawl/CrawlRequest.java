package dev.caravan.local.glue.crawl;

import java.util.List;
import java.util.Objects;

/**
 * What one crawl is to do.
 *
 * @param crawler its name, written into the tables
 * @param database where tables go; made when missing
 * @param tablePrefix before the names of tables, may be empty
 * @param mergeNewColumns AWS's {@code MergeNewColumns}: a table keeps its columns and only new ones are added
 * @param inheritFromTable AWS's {@code InheritFromTable}: partitions have the table's columns
 * @param newFoldersOnly AWS's {@code CRAWL_NEW_FOLDERS_ONLY}: folders that the catalog knows are not looked at
 */
public record CrawlRequest(
        String crawler,
        String database,
        String tablePrefix,
        List<CrawlTarget> targets,
        SchemaChangePolicy policy,
        Grouping grouping,
        boolean mergeNewColumns,
        boolean inheritFromTable,
        boolean newFoldersOnly) {
    public CrawlRequest {
        Objects.requireNonNull(crawler, "crawler");
        Objects.requireNonNull(database, "database");
        Objects.requireNonNull(tablePrefix, "tablePrefix");
        Objects.requireNonNull(policy, "policy");
        Objects.requireNonNull(grouping, "grouping");
        targets = List.copyOf(targets);
    }
}
