package dev.caravan.local.glue.crawl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.caravan.local.glue.catalog.GlueCatalog;
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

/** How folders become tables and partitions. */
class CrawledTableTest extends CrawlFixture {
    private static final String CLICK = "{\"user_id\":\"1\",\"n\":1}\n";

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
    void foldersOfTheSameValuesAreOnePartitionAndTheCrawlSaysSo() throws Exception {
        // Given
        put("events/k=a b/a.json", CLICK);
        put("events/k=a%20b/a.json", CLICK);
        // When
        CrawlResult result = crawl("events");
        // Then
        assertThat(partitionValues("events")).containsExactly("a b");
        assertThat(result.notes())
                .containsExactly("Several folders of " + location("events/")
                        + " have the partition values [a b]: the catalog holds one of them, queries do not see the"
                        + " others.");
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
        assertThat(catalog.table("lake", "orders").storageDescriptor().location())
                .isEqualTo(location("data/orders/"));
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
        assertThatThrownBy(
                        () -> crawl(request(CrawlTarget.of("s3://no-such-bucket/x", List.of(), OptionalInt.empty()))))
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
        assertThat(onlyTable().parameters())
                .containsEntry("objectCount", "5000")
                .containsEntry("recordCount", "5000");
        assertThat(partitionValues("many")).hasSize(50);
        assertThat(took).isLessThan(Duration.ofSeconds(45));
    }
}
