package dev.caravan.local.glue.crawler;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.caravan.local.glue.catalog.AwsJson;
import dev.caravan.local.glue.catalog.CatalogException;
import dev.caravan.local.glue.crawl.Grouping;

/**
 * The {@code Configuration} JSON of a crawler, version 1.0. Members that would change a crawl and are not known here
 * are refused.
 */
record CrawlerConfiguration(
        Double version, CrawlerOutput crawlerOutput, GroupingMember grouping, Boolean createPartitionIndex) {
    private static final JsonMapper JSON = AwsJson.mapper();

    record CrawlerOutput(Behavior tables, Behavior partitions) {}

    record Behavior(AddOrUpdateBehavior addOrUpdateBehavior) {}

    record GroupingMember(TableGroupingPolicy tableGroupingPolicy, Integer tableLevelConfiguration) {}

    enum AddOrUpdateBehavior {
        MergeNewColumns,
        InheritFromTable
    }

    enum TableGroupingPolicy {
        CombineCompatibleSchemas
    }

    /** Reads the member; null and blank are the default. */
    static CrawlerConfiguration of(String json) {
        if (json == null || json.isBlank()) {
            return new CrawlerConfiguration(null, null, null, null);
        }
        try {
            CrawlerConfiguration configuration = JSON.readValue(json, CrawlerConfiguration.class);
            if (configuration.version == null || configuration.version != 1.0) {
                throw CatalogException.invalidInput("The crawler's Configuration needs \"Version\": 1.0.");
            }
            return configuration;
        } catch (JsonProcessingException e) {
            throw CatalogException.invalidInput(
                    "The crawler's Configuration cannot be used here: " + e.getOriginalMessage());
        }
    }

    boolean mergeNewColumns() {
        return crawlerOutput != null
                && crawlerOutput.tables != null
                && crawlerOutput.tables.addOrUpdateBehavior == AddOrUpdateBehavior.MergeNewColumns;
    }

    boolean inheritFromTable() {
        return crawlerOutput != null
                && crawlerOutput.partitions != null
                && crawlerOutput.partitions.addOrUpdateBehavior == AddOrUpdateBehavior.InheritFromTable;
    }

    Grouping tableGrouping() {
        if (grouping == null) {
            return Grouping.DEFAULT;
        }
        int level = grouping.tableLevelConfiguration == null ? 1 : grouping.tableLevelConfiguration;
        return new Grouping(grouping.tableGroupingPolicy == TableGroupingPolicy.CombineCompatibleSchemas, level);
    }
}
