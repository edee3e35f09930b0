package dev.caravan.local.glue.crawl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.caravan.local.glue.catalog.GlueCatalog;
import dev.caravan.local.glue.catalog.StorageDescriptor;
import dev.caravan.local.glue.catalog.Table;
import dev.caravan.local.glue.catalog.TablePartition;
import dev.caravan.testing.SharedServices;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.OptionalInt;
import java.util.Random;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;

/** What one crawl makes of objects. */
class CrawledTableTest extends CrawlFixture {
    private static final String CLICK = "{\"user_id\":\"1\",\"n\":1}\n";

    @Test
    void theSeedsArraysBecomeOneColumnOfATableNamedAfterTheBucket() throws Exception {
        // Given
        put(
                "processed_data_6f1c.json",
                "[{\"user_id\": \"1\", \"action\": \"click\", \"timestamp\": \"2025-01-19T12:00:00Z\","
                        + " \"processed_at\": \"6f1c\"}]");
        put(
                "processed_data_9a2b.json",
                "[{\"user_id\": null, \"action\": \"login\", \"timestamp\": null, \"processed_at\": \"9a2b\"}]");
        // When
        CrawlResult result = crawl("");
        // Then
        Table table = onlyTable();
        assertThat(table.name()).isEqualTo(bucket.replace('-', '_'));
        assertThat(columns(table.columns()))
                .isEqualTo(
                        "array array<struct<user_id:string,action:string,timestamp:string,processed_at:string>>");
        assertThat(table.partitionKeys()).isEmpty();
        assertThat(table.storageDescriptor().location()).isEqualTo(location(""));
        assertThat(table.storageDescriptor().serdeInfo().serializationLibrary())
                .isEqualTo("org.openx.data.jsonserde.JsonSerDe");
        assertThat(table.storageDescriptor().serdeInfo().parameters()).containsEntry("paths", "array");
        assertThat(table.parameters()).containsEntry("classification", "json").containsEntry("objectCount", "2");
        assertThat(result.notes()).isEmpty();
    }

    @Test
    void keyValueFoldersArePartitionsWithTheirOwnStorage() throws Exception {
        // Given
        put("user-activity/dt=2025-01-19/hour=12/a.json.gz", gzip(CLICK + CLICK));
        put("user-activity/dt=2025-01-19/hour=13/b.json.gz", gzip("{\"user_id\":\"2\",\"Extra\":true}\n"));
        put("user-activity/_manifests/dt=2025-01-19/m.json", "{\"start\":1}");
        put("user-activity/.hidden/x.csv", "a,b\n1,2\n");
        // When
        CrawlResult result = crawl("user-activity");
        // Then
        Table table = onlyTable();
        assertThat(table.name()).isEqualTo("user_activity");
        assertThat(columns(table.columns())).isEqualTo("user_id string, n int, extra boolean");
        assertThat(columns(table.partitionKeys())).isEqualTo("dt string, hour string");
        assertThat(table.storageDescriptor().serdeInfo().parameters()).containsEntry("paths", "Extra,n,user_id");
        assertThat(table.parameters())
                .containsEntry("compressionType", "gzip")
                .containsEntry("recordCount", "3")
                .containsEntry("objectCount", "2");
        assertThat(table.storageDescriptor().compressed()).isTrue();
        assertThat(partitionValues("user_activity")).containsExactly("2025-01-19/12", "2025-01-19/13");
        TablePartition later = catalog.partition("lake", "user_activity", List.of("2025-01-19", "13"));
        assertThat(later.location()).isEqualTo(location("user-activity/dt=2025-01-19/hour=13/"));
        assertThat(columns(later.storageDescriptor().columns())).isEqualTo("user_id string, extra boolean");
        assertThat(result.tables().added()).isOne();
        assertThat(result.partitions().added()).isEqualTo(2);
        assertThat(result.notes()).isEmpty();
    }

    @Test
    void foldersOfAnotherFormArePartitionsByTheirDepth() throws Exception {
        // Given
        put("events/2025/01/a.json", CLICK);
        put("events/2025/02/b.json", CLICK);
        // When
        crawl("events/");
        // Then
        assertThat(columns(onlyTable().partitionKeys())).isEqualTo("partition_0 string, partition_1 string");
        assertThat(partitionValues("events")).containsExactly("2025/01", "2025/02");
    }

    @Test
    void aLevelThatMixesKeysIsNumberedAndKeepsItsWholeName() throws Exception {
        // Given
        put("events/Day=1/a.json", CLICK);
        put("events/date=2/b.json", CLICK);
        // When
        crawl("events");
        // Then
        assertThat(columns(onlyTable().partitionKeys())).isEqualTo("partition_0 string");
        assertThat(partitionValues("events")).containsExactly("Day=1", "date=2");
    }

    @Test
    void keysAreLowerCaseAndValuesAreUnescaped() throws Exception {
        // Given
        put("events/Time=12%3A00 a+b/a.json", CLICK);
        // When
        crawl("events");
        // Then
        assertThat(columns(onlyTable().partitionKeys())).isEqualTo("time string");
        assertThat(partitionValues("events")).containsExactly("12:00 a+b");
    }

    @Test
    void aPartitionKeyWinsOverAColumnOfItsName() throws Exception {
        // Given
        put("events/dt=1/a.json", "{\"DT\":\"x\",\"n\":1}\n");
        // When
        crawl("events");
        // Then
        assertThat(columns(onlyTable().columns())).isEqualTo("n int");
        assertThat(onlyTable().storageDescriptor().serdeInfo().parameters()).containsEntry("paths", "n");
        assertThat(columns(catalog.partitions("lake", "events").get(0).storageDescriptor().columns()))
                .isEqualTo("n int");
    }

    @Test
    void typesAreUnitedOverThePartitionsOfATable() throws Exception {
        // Given
        put("events/dt=1/a.json", "{\"v\":1,\"w\":1}\n");
        put("events/dt=2/a.json", "{\"v\":1.5,\"w\":\"x\"}\n");
        // When
        crawl("events");
        // Then
        assertThat(columns(onlyTable().columns())).isEqualTo("v double, w string");
    }

    @Test
    void partitionsInheritTheTablesColumnsWhenToldSo() throws Exception {
        // Given
        put("events/dt=1/a.json", "{\"v\":1}\n");
        put("events/dt=2/a.json", "{\"v\":1.5}\n");
        // When
        crawl(request(UPDATE_AND_DELETE, Grouping.DEFAULT, false, true, false, target("events")));
        // Then
        assertThat(catalog.partitions("lake", "events"))
                .extracting(partition -> columns(partition.storageDescriptor().columns()))
                .containsExactly("v double", "v double");
    }

    @Test
    void foldersThatDifferAreTablesOfTheirOwn() throws Exception {
        // Given
        put("data/clicks/a.json", CLICK);
        put("data/orders/a.json", "{\"order\":1,\"total\":2.5,\"currency\":\"EUR\"}\n");
        put("data/People.Csv/a.csv", "id,name\n1,ann\n");
        // When
        crawl("data");
        // Then
        assertThat(tableNames()).containsExactly("clicks", "orders", "people_csv");
        assertThat(catalog.table("lake", "orders").storageDescriptor().location()).isEqualTo(location("data/orders/"));
    }

    @Test
    void foldersWithTheSameColumnsAreOneTable() throws Exception {
        // Given
        put("data/table1/partition1/file.json", CLICK);
        put("data/table1/partition2/file.json", CLICK);
        put("data/table2/partition4/file.json", CLICK);
        // When
        crawl("data");
        // Then
        assertThat(partitionValues("data"))
                .containsExactly("table1/partition1", "table1/partition2", "table2/partition4");
    }

    @Test
    void theTableLevelKeepsFoldersApartThatWouldBeJoined() throws Exception {
        // Given
        put("data/table1/partition1/file.json", CLICK);
        put("data/table2/partition4/file.json", CLICK);
        // When
        crawl(request(UPDATE_AND_DELETE, new Grouping(false, 3), false, false, false, target("data")));
        // Then
        assertThat(tableNames()).containsExactly("table1", "table2");
        assertThat(partitionValues("table1")).containsExactly("partition1");
    }

    @Test
    void combiningJoinsFoldersWhateverTheirColumns() throws Exception {
        // Given
        put("data/a/file.json", "{\"x\":1}\n");
        put("data/b/file.json", "{\"y\":1}\n");
        // When
        crawl(request(UPDATE_AND_DELETE, new Grouping(true, 1), false, false, false, target("data")));
        // Then
        assertThat(columns(onlyTable().columns())).isEqualTo("x int, y int");
    }

    @Test
    void aFolderOfMixedFormatsIsATableForEachObject() throws Exception {
        // Given
        put("mixed/a.json", CLICK);
        put("mixed/b.csv", "id,name\n1,ann\n");
        // When
        CrawlResult result = crawl("mixed");
        // Then
        assertThat(tableNames()).containsExactly("a_json", "b_csv");
        assertThat(catalog.table("lake", "b_csv").storageDescriptor().location()).isEqualTo(location("mixed/b.csv"));
        assertThat(result.notes()).singleElement().asString().contains("mixed/").contains("differ");
    }

    @Test
    void sparseRecordsOfOneFolderAreOneTable() throws Exception {
        // Given
        put("sparse/a.json", "{\"x\":1,\"y\":1}\n");
        put("sparse/b.json", "{\"z\":true,\"w\":1}\n");
        // When
        crawl("sparse");
        // Then
        assertThat(columns(onlyTable().columns())).isEqualTo("x int, y int, z boolean, w int");
    }

    @Test
    void delimitedTextOfOtherColumnsIsAnotherTable() throws Exception {
        // Given
        put("sheets/a.csv", "id,name\n1,ann\n");
        put("sheets/b.csv", "sku,price\nx,2.5\n");
        // When
        crawl("sheets");
        // Then
        assertThat(tableNames()).containsExactly("a_csv", "b_csv");
    }

    @Test
    void objectsBesideHivePartitionsDoNotSpoilThePartitionedTable() throws Exception {
        // Given
        put("events/dt=1/a.json", CLICK);
        put("events/dt=2/a.json", CLICK);
        put("events/stray.json", CLICK);
        // When
        CrawlResult result = crawl("events");
        // Then
        assertThat(tableNames()).containsExactly("events", "stray_json");
        assertThat(partitionValues("events")).containsExactly("1", "2");
        assertThat(result.notes()).isNotEmpty();
    }

    @Test
    void objectsAtSeveralDepthsWithoutKeysAreOneTableWithoutPartitions() throws Exception {
        // Given
        put("events/a.json", CLICK);
        put("events/old/b.json", CLICK);
        // When
        crawl("events");
        // Then
        assertThat(onlyTable().partitionKeys()).isEmpty();
        assertThat(onlyTable().parameters()).containsEntry("objectCount", "2").containsEntry("recordCount", "2");
    }

    @Test
    void emptyObjectsAreSkipped() throws Exception {
        // Given
        put("events/dt=1/a.json", CLICK);
        put("events/dt=1/empty.json", "");
        put("events/dt=2/empty.json", "");
        put("events/dt=3/blank.json.gz", gzip("\n"));
        // When
        CrawlResult result = crawl("events");
        // Then
        assertThat(partitionValues("events")).containsExactly("1");
        assertThat(onlyTable().parameters()).containsEntry("objectCount", "1");
        assertThat(result.notes()).isEmpty();
    }

    @Test
    void objectsThatHoldOnlyEmptyRecordsAddNoColumns() throws Exception {
        // Given
        put("events/dt=1/a.json", CLICK);
        put("events/dt=2/b.json", "{}\n{}\n");
        // When
        crawl("events");
        // Then
        assertThat(columns(onlyTable().columns())).isEqualTo("user_id string, n int");
        assertThat(partitionValues("events")).containsExactly("1", "2");
    }

    @Test
    void aFolderOfOnlyEmptyRecordsIsNoTableAndSaysSo() throws Exception {
        // Given
        put("events/a.json", "{}\n");
        // When
        CrawlResult result = crawl("events");
        // Then
        assertThat(tableNames()).isEmpty();
        assertThat(result.notes()).singleElement().asString().contains("no columns");
    }

    @Test
    void anObjectThatCannotBeReadIsLeftOutAndNamed() throws Exception {
        // Given
        put("events/dt=1/a.json", CLICK);
        put("events/dt=1/b.orc", "ORC....");
        // When
        CrawlResult result = crawl("events");
        // Then
        assertThat(onlyTable().parameters()).containsEntry("objectCount", "1");
        assertThat(result.notes())
                .containsExactly("Object events/dt=1/b.orc was left out: it is an ORC object.");
    }

    @Test
    void csvGetsAwssSerdeDelimiterAndHeaderParameter() throws Exception {
        // Given
        put("people/a.csv", "id;name\n1;ann\n2;bob\n");
        // When
        crawl("people");
        // Then
        StorageDescriptor storage = onlyTable().storageDescriptor();
        assertThat(columns(storage.columns())).isEqualTo("id bigint, name string");
        assertThat(storage.serdeInfo().serializationLibrary())
                .isEqualTo("org.apache.hadoop.hive.serde2.lazy.LazySimpleSerDe");
        assertThat(storage.serdeInfo().parameters()).containsEntry("field.delim", ";");
        assertThat(onlyTable().parameters())
                .containsEntry("classification", "csv")
                .containsEntry("skip.header.line.count", "1")
                .containsEntry("delimiter", ";");
    }

    @Test
    void parquetGetsItsColumnsFromTheFooter() throws Exception {
        // Given
        byte[] parquet;
        try (var in = getClass().getResourceAsStream("/dev/caravan/local/glue/infer/sample.parquet")) {
            parquet = in.readAllBytes();
        }
        put("sales/dt=1/a.snappy.parquet", parquet);
        // When
        crawl("sales");
        // Then
        assertThat(columns(onlyTable().columns())).startsWith("user_id string, n int, big bigint");
        assertThat(onlyTable().storageDescriptor().inputFormat())
                .isEqualTo("org.apache.hadoop.hive.ql.io.parquet.MapredParquetInputFormat");
        assertThat(onlyTable().parameters())
                .containsEntry("classification", "parquet")
                .containsEntry("compressionType", "none")
                .containsEntry("recordCount", "3");
    }

    @Test
    void excludedObjectsAreNotSeen() throws Exception {
        // Given
        put("events/dt=1/a.json", CLICK);
        put("events/dt=1/b.tmp", "a,b\n1,2\n");
        put("events/archive/x/c.json", "{\"other\":1}\n");
        // When
        CrawlResult result = crawl(request(target("events", "**.tmp", "archive/**")));
        // Then
        assertThat(partitionValues("events")).containsExactly("1");
        assertThat(result.notes()).isEmpty();
    }

    @Test
    void anExclusionOfOneLevelDoesNotReachDeeper() throws Exception {
        // Given
        put("events/a.json", CLICK);
        put("events/old/b.json", CLICK);
        // When
        crawl(request(target("events", "*.json")));
        // Then
        assertThat(onlyTable().parameters()).containsEntry("objectCount", "1");
        assertThat(partitionValues("events")).containsExactly("old");
    }

    @Test
    void theTableIsTheSameWhateverTheOrderInWhichObjectsCame() throws Exception {
        // Given
        List<String> keys = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            keys.add("events/dt=" + i % 4 + "/" + i + ".json");
        }
        Collections.shuffle(keys, new Random(1));
        for (String key : keys) {
            put(key, "{\"c" + (key.hashCode() & 3) + "\":1,\"v\":" + (key.length() % 2 == 0 ? "1" : "2.5") + "}\n");
        }
        crawl("events");
        Table first = onlyTable();
        List<TablePartition> firstPartitions = catalog.partitions("lake", "events");
        // When
        GlueCatalog other = GlueCatalog.inMemory(Clock.fixed(NOW, ZoneOffset.UTC));
        new Crawl(s3, other).run(request(target("events")), () -> false);
        CrawlResult again = crawl("events");
        // Then
        assertThat(other.table("lake", "events")).isEqualTo(first);
        assertThat(other.partitions("lake", "events")).isEqualTo(firstPartitions);
        assertThat(again.tables()).isEqualTo(CrawlResult.Changes.NONE);
        assertThat(again.partitions()).isEqualTo(CrawlResult.Changes.NONE);
    }

    @Test
    void theCrawlersTablePrefixStandsBeforeTheName() throws Exception {
        // Given
        put("events/a.json", CLICK);
        // When
        crawl(new CrawlRequest(
                "c",
                "lake",
                "Raw-",
                List.of(target("events")),
                UPDATE_AND_DELETE,
                Grouping.DEFAULT,
                false,
                false,
                false));
        // Then
        assertThat(tableNames()).containsExactly("raw_events");
    }

    @Test
    void twoTargetsOfOneNameAreTwoTables() throws Exception {
        // Given
        put("a/events/x.json", CLICK);
        put("b/events/x.json", CLICK);
        // When
        crawl(request(target("a/events"), target("b/events")));
        crawl(request(target("a/events"), target("b/events")));
        // Then
        assertThat(tableNames()).hasSize(2).first().isEqualTo("events");
        assertThat(tableNames().get(1)).matches("events_[0-9a-f]{32}");
    }

    @Test
    void aBucketThatDoesNotExistIsNamed() {
        assertThatThrownBy(() ->
                        crawl(request(CrawlTarget.of("s3://no-such-bucket/x", List.of(), OptionalInt.empty()))))
                .isInstanceOf(CrawlFailedException.class)
                .hasMessageContaining("no-such-bucket")
                .hasMessageContaining("does not exist");
    }

    @Test
    void aCrawlThatIsCancelledChangesNothing() {
        // Given
        put("events/a.json", CLICK);
        // When / Then
        assertThatThrownBy(() -> new Crawl(s3, catalog).run(request(target("events")), () -> true))
                .isInstanceOf(CancellationException.class);
        assertThat(catalog.databases()).isEmpty();
    }

    @Test
    void fiveThousandSmallObjectsAreCrawledInSeconds() throws Exception {
        // Given
        Path objects = SharedServices.s3().objects().resolve(bucket);
        for (int i = 0; i < 5_000; i++) {
            Path object = objects.resolve("many/dt=" + i % 50 + "/" + i + ".json");
            Files.createDirectories(object.getParent());
            Files.writeString(object, CLICK);
        }
        // When
        long start = System.nanoTime();
        crawl("many");
        Duration took = Duration.ofNanos(System.nanoTime() - start);
        // Then
        assertThat(onlyTable().parameters()).containsEntry("objectCount", "5000").containsEntry("recordCount", "5000");
        assertThat(partitionValues("many")).hasSize(50);
        assertThat(took).isLessThan(Duration.ofSeconds(45));
    }
}
