package dev.caravan.local.glue.crawl;

import static org.assertj.core.api.Assertions.assertThat;

import dev.caravan.local.glue.catalog.Column;
import dev.caravan.local.glue.catalog.PartitionInput;
import dev.caravan.local.glue.catalog.Table;
import dev.caravan.local.glue.catalog.TableInput;
import dev.caravan.local.glue.crawl.CrawlResult.Changes;
import dev.caravan.local.glue.crawl.SchemaChangePolicy.DeleteBehavior;
import dev.caravan.local.glue.crawl.SchemaChangePolicy.UpdateBehavior;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What a crawl does to tables that an earlier one, or somebody else, made. */
class RecrawlTest extends CrawlFixture {

    @Test
    void aNewFolderIsANewPartition() throws Exception {
        // Given
        put("events/dt=1/a.json", "{\"v\":1}\n");
        crawl("events");
        put("events/dt=2/a.json", "{\"v\":1}\n");
        // When
        CrawlResult result = crawl("events");
        // Then
        assertThat(partitionValues("events")).containsExactly("1", "2");
        assertThat(result.partitions()).isEqualTo(new Changes(1, 0, 0));
        assertThat(result.tables()).isEqualTo(new Changes(0, 1, 0));
    }

    @Test
    void aChangedSchemaIsUpdatedAndCommentsStay() throws Exception {
        // Given
        put("events/a.json", "{\"v\":1}\n");
        crawl("events");
        Table before = onlyTable();
        catalog.updateTable(
                "lake",
                before.definition()
                        .withStorageDescriptor(before.storageDescriptor()
                                .withColumns(List.of(new Column("v", "int", "the value", Map.of())))));
        put("events/b.json", "{\"v\":2.5,\"w\":true}\n");
        // When
        CrawlResult result = crawl("events");
        // Then
        assertThat(columns(onlyTable().columns())).isEqualTo("v double, w boolean");
        assertThat(onlyTable().columns().get(0).comment()).isEqualTo("the value");
        assertThat(onlyTable().version()).isEqualTo(2);
        assertThat(result.tables()).isEqualTo(new Changes(0, 1, 0));
    }

    @Test
    void aChangedSchemaIsOnlyLoggedWhenThePolicySaysSoButNewPartitionsAreAdded() throws Exception {
        // Given
        SchemaChangePolicy log = new SchemaChangePolicy(UpdateBehavior.LOG, DeleteBehavior.LOG);
        put("events/dt=1/a.json", "{\"v\":1}\n");
        crawl("events");
        put("events/dt=2/a.json", "{\"v\":\"x\",\"w\":1}\n");
        // When
        CrawlResult result = crawl(request(log, Grouping.DEFAULT, false, false, false, target("events")));
        // Then
        assertThat(columns(onlyTable().columns())).isEqualTo("v int");
        assertThat(partitionValues("events")).containsExactly("1", "2");
        assertThat(result.tables()).isEqualTo(Changes.NONE);
        assertThat(result.partitions()).isEqualTo(new Changes(1, 0, 0));
        assertThat(result.notes()).singleElement().asString().contains("events").contains("LOG");
    }

    @Test
    void mergingNewColumnsKeepsTheOldOnesAsTheyWere() throws Exception {
        // Given
        put("events/a.json", "{\"v\":1,\"gone\":1}\n");
        crawl("events");
        put("events/a.json", "{\"v\":\"text\",\"fresh\":1}\n");
        // When
        crawl(request(UPDATE_AND_DELETE, Grouping.DEFAULT, true, false, false, target("events")));
        // Then
        assertThat(columns(onlyTable().columns())).isEqualTo("v int, gone int, fresh int");
    }

    @Test
    void aTableWhoseObjectsAreGoneIsDeleted() throws Exception {
        // Given
        put("data/events/dt=1/a.json", "{\"v\":1}\n");
        crawl("data/events");
        delete("data/events/dt=1/a.json");
        // When
        CrawlResult result = crawl("data/events");
        // Then
        assertThat(tableNames()).isEmpty();
        assertThat(result.tables()).isEqualTo(new Changes(0, 0, 1));
        assertThat(result.partitions()).isEqualTo(new Changes(0, 0, 1));
    }

    @Test
    void aTableWhoseObjectsAreGoneIsDeprecatedOnceAndRevivedWithItsObjects() throws Exception {
        // Given
        CrawlRequest request =
                request(SchemaChangePolicy.DEFAULT, Grouping.DEFAULT, false, false, false, target("events"));
        put("events/dt=1/a.json", "{\"v\":1}\n");
        crawl(request);
        delete("events/dt=1/a.json");
        // When
        CrawlResult gone = crawl(request);
        CrawlResult stillGone = crawl(request);
        // Then
        assertThat(onlyTable().parameters()).containsEntry("DEPRECATED_BY_CRAWLER", Long.toString(NOW.toEpochMilli()));
        assertThat(gone.tables()).isEqualTo(new Changes(0, 1, 0));
        assertThat(stillGone.tables()).isEqualTo(Changes.NONE);
        // When
        put("events/dt=1/a.json", "{\"v\":1}\n");
        crawl(request);
        // Then
        assertThat(onlyTable().parameters()).doesNotContainKey("DEPRECATED_BY_CRAWLER");
    }

    @Test
    void aTableWhoseObjectsAreGoneStaysWhenThePolicyIsToLog() throws Exception {
        // Given
        SchemaChangePolicy log = new SchemaChangePolicy(UpdateBehavior.UPDATE_IN_DATABASE, DeleteBehavior.LOG);
        put("events/a.json", "{\"v\":1}\n");
        crawl("events");
        delete("events/a.json");
        // When
        CrawlResult result = crawl(request(log, Grouping.DEFAULT, false, false, false, target("events")));
        // Then
        assertThat(onlyTable().parameters()).doesNotContainKey("DEPRECATED_BY_CRAWLER");
        assertThat(result.notes()).anyMatch(note -> note.contains("not found any more"));
    }

    @Test
    void aPartitionWhoseObjectsAreGoneIsDeletedButNotOneThatSomebodyElseAdded() throws Exception {
        // Given
        put("events/dt=1/a.json", "{\"v\":1}\n");
        put("events/dt=2/a.json", "{\"v\":1}\n");
        crawl("events");
        catalog.createPartition(
                "lake",
                "events",
                new PartitionInput(List.of("9"), onlyTable().storageDescriptor().withLocation(location("elsewhere/"))));
        delete("events/dt=2/a.json");
        // When
        CrawlResult result = crawl("events");
        // Then
        assertThat(partitionValues("events")).containsExactly("1", "9");
        assertThat(result.partitions()).isEqualTo(new Changes(0, 0, 1));
    }

    @Test
    void tablesOfOthersAreNotDeleted() throws Exception {
        // Given
        put("events/a.json", "{\"v\":1}\n");
        crawl("events");
        catalog.createTable(
                "lake",
                TableInput.external(
                        "mine",
                        onlyTable().storageDescriptor().withLocation(location("events/mine/")),
                        List.of(),
                        Map.of()));
        // When
        crawl("events");
        // Then
        assertThat(tableNames()).containsExactly("events", "mine");
    }

    @Test
    void aTableOfThisNameElsewhereIsLeftAlone() throws Exception {
        // Given
        put("other/a.json", "{\"v\":1}\n");
        crawl("other");
        catalog.createTable(
                "lake",
                TableInput.external(
                        "events",
                        onlyTable().storageDescriptor().withLocation("s3://elsewhere/"),
                        List.of(),
                        Map.of()));
        put("events/a.json", "{\"w\":1}\n");
        // When
        crawl("events");
        // Then
        assertThat(columns(catalog.table("lake", "events").columns())).isEqualTo("v int");
        assertThat(tableNames()).hasSize(3).anyMatch(name -> name.matches("events_[0-9a-f]{32}"));
    }

    @Test
    void declaredPartitionKeysKeepTheirTypes() throws Exception {
        // Given
        put("events/dt=2025-01-19/a.json", "{\"v\":1}\n");
        crawl("events");
        Table crawled = onlyTable();
        catalog.deleteTable("lake", "events");
        catalog.createTable(
                "lake",
                TableInput.external(
                        "events",
                        crawled.storageDescriptor(),
                        List.of(new Column("dt", "date")),
                        crawled.parameters()));
        // When
        crawl("events");
        // Then
        assertThat(columns(onlyTable().partitionKeys())).isEqualTo("dt date");
        assertThat(partitionValues("events")).containsExactly("2025-01-19");
    }

    @Test
    void otherPartitionKeysReplaceTheTablesAndItsPartitions() throws Exception {
        // Given
        put("events/2025/a.json", "{\"v\":1}\n");
        crawl("events");
        delete("events/2025/a.json");
        put("events/dt=2025/a.json", "{\"v\":1}\n");
        // When
        crawl("events");
        // Then
        assertThat(columns(onlyTable().partitionKeys())).isEqualTo("dt string");
        assertThat(partitionValues("events")).containsExactly("2025");
    }

    @Test
    void aCrawlOfNewFoldersOnlyAddsPartitionsAndReadsNothingElse() throws Exception {
        // Given
        CrawlRequest request =
                request(SchemaChangePolicy.LOG_ONLY, Grouping.DEFAULT, false, false, true, target("data"));
        put("data/clicks/dt=1/a.json", "{\"user\":1,\"n\":1}\n");
        put("data/orders/dt=1/a.csv", "id,total\n1,2.5\n");
        crawl(request);
        put("data/clicks/dt=1/late.json", "{\"unseen\":true}\n");
        put("data/clicks/dt=2/a.json", "{\"user\":1,\"n\":1}\n");
        // When
        CrawlResult result = crawl(request);
        // Then
        assertThat(tableNames()).containsExactly("clicks", "orders");
        assertThat(columns(catalog.table("lake", "clicks").columns())).isEqualTo("user int, n int");
        assertThat(partitionValues("clicks")).containsExactly("1", "2");
        assertThat(result.partitions()).isEqualTo(new Changes(1, 0, 0));
        assertThat(result.tables()).isEqualTo(Changes.NONE);
        assertThat(result.notes()).isEmpty();
    }
}
