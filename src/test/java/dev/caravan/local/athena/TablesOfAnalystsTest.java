package dev.caravan.local.athena;

import static org.assertj.core.api.Assertions.assertThat;

import dev.caravan.local.glue.catalog.PartitionInput;
import dev.caravan.local.glue.catalog.StorageDescriptor;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Definitions as analysts bring them: each is answered as Athena answers it, or refused by name. */
class TablesOfAnalystsTest {
    private static final String JSON = " ROW FORMAT SERDE 'org.openx.data.jsonserde.JsonSerDe' ";

    @TempDir
    private static Path directory;

    private static AthenaFixture fixture;

    @BeforeAll
    static void start() throws IOException {
        fixture = new AthenaFixture(directory);
    }

    @AfterAll
    static void stop() {
        fixture.close();
    }

    @Test
    void aTableWithoutItsBucketFailsAndOneWithoutObjectsIsEmpty() {
        // Given
        fixture.s3.createBucket(bucket -> bucket.bucket("short-lived"));
        fixture.run("CREATE EXTERNAL TABLE bucketless (id int)" + JSON + "LOCATION 's3://short-lived/x/'");
        fixture.run("CREATE EXTERNAL TABLE parted (id int) PARTITIONED BY (dt string)" + JSON
                + "LOCATION 's3://lake/parted/'");
        fixture.run("ALTER TABLE parted ADD PARTITION (dt = 'a') PARTITION (dt = 'b') LOCATION 's3://never-made/b/'");
        assertThat(fixture.rows("SELECT count(*) AS n FROM bucketless")).containsExactly(List.of("n"), List.of("0"));

        // When
        fixture.s3.deleteBucket(bucket -> bucket.bucket("short-lived"));

        // Then
        assertThat(fixture.failure("SELECT count(*) FROM bucketless"))
                .isEqualTo("HIVE_FILESYSTEM_ERROR: The specified bucket does not exist (Service: Amazon S3; Status"
                        + " Code: 404; Error Code: NoSuchBucket; Path: s3://short-lived/x/)");
        assertThat(fixture.failure("SELECT * FROM parted")).contains("NoSuchBucket; Path: s3://never-made/b/");
        assertThat(fixture.rows("SELECT count(*) AS n FROM parted WHERE dt = 'a'"))
                .containsExactly(List.of("n"), List.of("0"));
    }

    @Test
    void partitionsOfATableWithoutItsBucketAreNotRepaired() {
        // Given
        fixture.run("CREATE EXTERNAL TABLE nowhere (id int) PARTITIONED BY (dt string)" + JSON
                + "LOCATION 's3://never-made/x/'");

        // Then
        assertThat(fixture.failure("MSCK REPAIR TABLE nowhere"))
                .contains("The specified bucket does not exist")
                .contains("never-made");
    }

    @Test
    void aLocationIsAFolderAndNoObject() {
        // Given
        fixture.put("single/a.json", "{\"id\":1}\n");
        fixture.run("CREATE EXTERNAL TABLE single (id int)" + JSON + "LOCATION 's3://lake/single/a.json'");

        // Then
        assertThat(fixture.rows("SELECT id FROM single")).containsExactly(List.of("id"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '!',
            quoteCharacter = '`',
            value = {
                "CREATE EXTERNAL TABLE t (a foo) LOCATION 's3://lake/t/'!foo is no type of a column",
                "CREATE EXTERNAL TABLE t (a struct<x:int,y:array<text>>) LOCATION 's3://lake/t/'!struct<x:int,y:array<text>> is no type",
                "CREATE EXTERNAL TABLE t (a timestamp with time zone) LOCATION 's3://lake/t/'!timestampwithtimezone",
                "CREATE EXTERNAL TABLE t (a varchar) LOCATION 's3://lake/t/'!varchar is no type",
                "CREATE EXTERNAL TABLE t (a array<int) LOCATION 's3://lake/t/'!expected the end of a type",
                "CREATE EXTERNAL TABLE t (a map<int>) LOCATION 's3://lake/t/'!map<int> is no type",
                "CREATE EXTERNAL TABLE t (a int) PARTITIONED BY (d datetime) LOCATION 's3://lake/t/'!datetime is no type",
                "CREATE EXTERNAL TABLE `my-table` (a int) LOCATION 's3://lake/t/'!my-table is not a valid table name",
                "SELECT * FROM system.runtime.nodes!CATALOG_NOT_FOUND: line 1:15: Catalog 'system' does not exist",
                "SELECT 1 WHERE EXISTS (SELECT 1 FROM \"other\".shop.activity)!Catalog 'other' does not exist",
                "CREATE EXTERNAL TABLE t (a int) LOCATION 'lake/t/'!of the form s3://BUCKET/PREFIX/: lake/t/",
                "CREATE EXTERNAL TABLE t (a int) LOCATION 'https://lake.s3.amazonaws.com/t/'!of the form s3://",
                "CREATE EXTERNAL TABLE t (a int) ROW FORMAT DELIMITED LINES TERMINATED BY '|' LOCATION 's3://lake/t/'"
                        + "!LINES TERMINATED BY only supports newline",
                "CREATE EXTERNAL TABLE t (a int) LOCATION 's3://lake/t/' CLUSTERED BY (a) INTO 3 BUCKETS!CLUSTERED",
                "CREATE EXTERNAL TABLE t AS SELECT 1 AS a!found 'AS'",
                "CREATE VIEW v AS SELECT 1 AS a!not supported here: CREATE VIEW",
                "DROP VIEW v!not supported here: DROP VIEW",
                "ALTER TABLE activity SET LOCATION 's3://lake/x/'!not supported here: ALTER TABLE SET",
                "ALTER TABLE activity SET TBLPROPERTIES ('a'='b')!not supported here: ALTER TABLE SET",
                "ALTER TABLE activity RENAME TO x!not supported here: ALTER TABLE RENAME",
                "ALTER TABLE activity PARTITION (dt='a') SET LOCATION 's3://lake/x/'!ALTER TABLE PARTITION",
                "SHOW VIEWS!not supported here: SHOW VIEWS",
                "SHOW TBLPROPERTIES activity!not supported here: SHOW TBLPROPERTIES",
                "SHOW CREATE VIEW v!not supported here: SHOW CREATE",
                "DESCRIBE FORMATTED activity!not supported here: DESCRIBE FORMATTED",
                "DESCRIBE activity PARTITION (dt='a')!found 'PARTITION'"
            })
    void aDefinitionThatAthenaOrThisDoesNotTakeIsRefused(String sql, String reason) {
        assertThat(fixture.failure(sql)).contains(reason);
    }

    @Test
    void everyTypeOfAColumnIsTaken() {
        // When
        fixture.run("CREATE EXTERNAL TABLE typed (a boolean, b tinyint, c smallint, d int, e integer, f bigint,"
                + " g double, h float, i decimal, j decimal(5), k decimal(38, 2), l char(3), m varchar(65535),"
                + " n string, o binary, p date, q timestamp, r array<array<int>>, s map<string, struct<x:int>>,"
                + " t struct<`from`:string, to_:decimal(3,1), u:array<map<int,date>>>) LOCATION 's3://lake/typed/'");

        // Then
        assertThat(fixture.rows("DESCRIBE typed")).hasSize(20);
    }

    @Test
    void escapesInTextsAreThoseOfHive() {
        // Given
        fixture.put("control/a.txt", "a\u0001b\n");
        fixture.put("semicolon/a.txt", "a;b\n");
        fixture.put("tabbed/a.txt", "a\tb\n");

        // When
        delimited("control", "\\001");
        delimited("control_u", "\\u0001", "control");
        delimited("semicolon", "\\;");
        delimited("tabbed", "\\t");

        // Then
        for (String table : List.of("control", "control_u", "semicolon", "tabbed")) {
            assertThat(fixture.rows("SELECT a, b FROM " + table)).as(table).contains(List.of("a", "b"));
            assertThat(fixture.rows("SELECT a || '+' || b AS ab FROM " + table))
                    .as(table)
                    .containsExactly(List.of("ab"), List.of("a+b"));
        }
    }

    private static void delimited(String table, String delimiter) {
        delimited(table, delimiter, table);
    }

    private static void delimited(String table, String delimiter, String folder) {
        fixture.run("CREATE EXTERNAL TABLE " + table + " (a string, b string) ROW FORMAT DELIMITED FIELDS TERMINATED BY"
                + " '" + delimiter + "' LINES TERMINATED BY '\\n' LOCATION 's3://lake/" + folder + "/'");
    }

    @Test
    void aTableWithPartitionProjectionIsRefused() {
        // Given
        fixture.put("projected/dt=2025-01-01/a.json", "{\"id\":1}\n");
        fixture.run("CREATE EXTERNAL TABLE projected (id int) PARTITIONED BY (dt string)" + JSON
                + "LOCATION 's3://lake/projected/' TBLPROPERTIES ('projection.enabled'='TRUE',"
                + " 'projection.dt.type'='date', 'projection.dt.range'='2025-01-01,NOW',"
                + " 'storage.location.template'='s3://lake/projected/dt=${dt}')");

        // Then
        assertThat(fixture.failure("SELECT * FROM projected"))
                .isEqualTo("NOT_SUPPORTED: Table shop.projected: partition projection is not supported here");
    }

    @Test
    void objectsOfAnotherInputFormatAreRefused() {
        // Given
        fixture.put("linked/manifest", "s3://lake/elsewhere/a.txt\n");
        fixture.run("CREATE EXTERNAL TABLE linked (a string) ROW FORMAT SERDE"
                + " 'org.apache.hadoop.hive.serde2.lazy.LazySimpleSerDe' STORED AS INPUTFORMAT"
                + " 'org.apache.hadoop.hive.ql.io.SymlinkTextInputFormat' OUTPUTFORMAT"
                + " 'org.apache.hadoop.hive.ql.io.HiveIgnoreKeyTextOutputFormat' LOCATION 's3://lake/linked/'");

        // Then
        assertThat(fixture.failure("SELECT a FROM linked"))
                .contains("NOT_SUPPORTED")
                .contains("SymlinkTextInputFormat");
    }

    @Test
    void aPartitionWhoseColumnHasAnotherTypeFails() {
        // Given
        fixture.put("evolved/dt=a/a.json", "{\"id\":1,\"v\":\"x\",\"s\":{\"a\":1}}\n");
        fixture.run("CREATE EXTERNAL TABLE evolved (id bigint, v string, s struct<a:int,b:string>) PARTITIONED BY (dt"
                + " string)" + JSON + "LOCATION 's3://lake/evolved/'");
        partition("a", "CREATE EXTERNAL TABLE evolved_a (id int, v double, s struct<a:int>)");

        // Then
        assertThat(fixture.rows("SELECT id, s.a, s.b IS NULL AS n FROM evolved"))
                .containsExactly(List.of("id", "a", "n"), List.of("1", "1", "true"));
        assertThat(fixture.failure("SELECT v FROM evolved"))
                .startsWith("HIVE_PARTITION_SCHEMA_MISMATCH: There is a mismatch between the table and partition"
                        + " schemas. The column 'v' in table 'shop.evolved' is declared as type 'string', but partition"
                        + " 'dt=a' declared column 'v' as type 'double'");
    }

    /** Adds a partition to table {@code evolved} with the columns of another definition. */
    private static void partition(String value, String definition) {
        fixture.run(definition + JSON + "LOCATION 's3://lake/evolved/dt=" + value + "/'");
        StorageDescriptor storage =
                fixture.catalog.table("shop", "evolved_" + value).storageDescriptor();
        fixture.catalog.createPartition("shop", "evolved", new PartitionInput(List.of(value), storage));
    }

    @Test
    void foldersAreRepairedAsTheyAreWritten() {
        // Given
        fixture.put("folders/day=2025%2D01%2D01/h=1/a.json", "{\"id\":1}\n");
        fixture.put("folders/day=a+b c/h=__HIVE_DEFAULT_PARTITION__/a.json", "{\"id\":2}\n");
        fixture.put("folders/Day=b/h=3/a.json", "{\"id\":3}\n");
        fixture.put("folders/day=c/a.json", "{\"id\":4}\n");
        fixture.run("CREATE EXTERNAL TABLE folders (id int) PARTITIONED BY (Day string, h int)" + JSON
                + "LOCATION 's3://lake/folders'");

        // When
        fixture.run("MSCK REPAIR TABLE folders");

        // Then
        assertThat(fixture.rows("SELECT id, day, h FROM folders ORDER BY id"))
                .containsExactly(
                        List.of("id", "day", "h"), List.of("1", "2025-01-01", "1"), Arrays.asList("2", "a+b c", null));
    }

    @Test
    void partitionsAreDroppedTogetherOrNotAtAll() {
        // Given
        fixture.run("CREATE EXTERNAL TABLE dropped (id int) PARTITIONED BY (dt string)" + JSON
                + "LOCATION 's3://lake/dropped/'");
        fixture.run("ALTER TABLE dropped ADD PARTITION (dt='a') PARTITION (dt='b')");

        // Then
        assertThat(fixture.failure("ALTER TABLE dropped DROP PARTITION (dt='a'), PARTITION (dt='c')"))
                .contains("Partition not found: {dt=c}");
        assertThat(fixture.rows("SHOW PARTITIONS dropped")).hasSize(2);
        fixture.run("ALTER TABLE dropped DROP IF EXISTS PARTITION (dt='a'), PARTITION (dt='c'), PARTITION (dt='a')");
        assertThat(fixture.rows("SHOW PARTITIONS dropped")).containsExactly(List.of("dt=b"));
    }

    @Test
    void theInformationSchemaTellsViewsFromTables() {
        assertThat(fixture.rows("SELECT table_name, table_type FROM information_schema.tables WHERE table_schema ="
                        + " 'shop' ORDER BY 1"))
                .contains(List.of("a_view", "VIEW"), List.of("cities", "BASE TABLE"));
    }

    @Test
    void aPartitionKeyOfTheWrongFormFails() {
        // Given
        fixture.put("flags/on=yes/a.json", "{\"id\":1}\n");
        fixture.run("CREATE EXTERNAL TABLE flags (id int) PARTITIONED BY (`on` boolean)" + JSON
                + "LOCATION 's3://lake/flags/'");
        fixture.run("MSCK REPAIR TABLE flags");

        // Then
        assertThat(fixture.failure("SELECT * FROM flags"))
                .contains("HIVE_INVALID_PARTITION_VALUE: Invalid partition value 'yes' for boolean partition key: on");
    }
}
