package dev.caravan.local.glue.crawl;

import static org.assertj.core.api.Assertions.assertThat;

import dev.caravan.local.glue.catalog.StorageDescriptor;
import dev.caravan.local.glue.catalog.Table;
import org.junit.jupiter.api.Test;

/** What the content of objects makes of a table: its columns, format and parameters. */
class CrawledContentTest extends CrawlFixture {
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
                .isEqualTo("array array<struct<user_id:string,action:string,timestamp:string,processed_at:string>>");
        assertThat(table.partitionKeys()).isEmpty();
        assertThat(table.storageDescriptor().location()).isEqualTo(location(""));
        assertThat(table.storageDescriptor().serdeInfo().serializationLibrary())
                .isEqualTo("org.openx.data.jsonserde.JsonSerDe");
        assertThat(table.storageDescriptor().serdeInfo().parameters()).containsEntry("paths", "array");
        assertThat(table.parameters()).containsEntry("classification", "json").containsEntry("objectCount", "2");
        assertThat(result.notes()).isEmpty();
    }

    @Test
    void anArrayLargerThanItsSampleIsOneRow() throws Exception {
        // Given
        put("big/a.json", "[" + "{\"action\":\"click\"},".repeat(60_000) + "{\"action\":\"login\"}]");
        // When
        crawl("big");
        // Then
        assertThat(columns(onlyTable().columns())).isEqualTo("array array<struct<action:string>>");
        assertThat(onlyTable().parameters()).containsEntry("recordCount", "1");
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
        assertThat(columns(catalog.partitions("lake", "events")
                        .get(0)
                        .storageDescriptor()
                        .columns()))
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
    void aFolderOfMixedFormatsIsATableForEachObject() throws Exception {
        // Given
        put("mixed/a.json", CLICK);
        put("mixed/b.csv", "id,name\n1,ann\n");
        // When
        CrawlResult result = crawl("mixed");
        // Then
        assertThat(tableNames()).containsExactly("a_json", "b_csv");
        assertThat(catalog.table("lake", "b_csv").storageDescriptor().location())
                .isEqualTo(location("mixed/b.csv"));
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
        assertThat(result.notes()).containsExactly("Object events/dt=1/b.orc was left out: it is an ORC object.");
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
}
