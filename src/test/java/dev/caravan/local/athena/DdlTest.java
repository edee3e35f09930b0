package dev.caravan.local.athena;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.athena.model.Column;
import software.amazon.awssdk.services.athena.model.Database;
import software.amazon.awssdk.services.athena.model.EncryptionOption;
import software.amazon.awssdk.services.athena.model.InvalidRequestException;
import software.amazon.awssdk.services.athena.model.QueryExecution;
import software.amazon.awssdk.services.athena.model.QueryExecutionState;
import software.amazon.awssdk.services.athena.model.StatementType;
import software.amazon.awssdk.services.athena.model.TableMetadata;
import software.amazon.awssdk.services.athena.model.WorkGroup;
import software.amazon.awssdk.services.athena.model.WorkGroupSummary;

class DdlTest {
    private static final String CREATE = """
            CREATE EXTERNAL TABLE IF NOT EXISTS `web`.`clicks` (
              `id` string COMMENT 'it''s an id',
              point struct<x:int, `y`:double>,  -- a comment
              price decimal(10, 2)
            )
            COMMENT 'clicks'
            PARTITIONED BY (dt string, hour int)
            ROW FORMAT SERDE 'org.openx.data.jsonserde.JsonSerDe'
            WITH SERDEPROPERTIES ('ignore.malformed.json' = 'true')
            LOCATION 's3://lake/clicks'
            TBLPROPERTIES ("owner"="us");
            """;

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
    void aTableIsMadeRepairedQueriedAndDropped() {
        // Given
        put(
                "clicks/dt=2025-01-19/hour=1/a.json",
                "{\"id\":\"a\",\"point\":{\"X\":1,\"y\":2.5},\"price\":1.5}\nbroken\n");
        put("clicks/dt=2025-01-20/hour=2/a.json", "{\"id\":\"b\"}\n");
        fixture.run("CREATE DATABASE web COMMENT 'of the web'");
        fixture.run("create schema if not exists web");
        fixture.run(CREATE);
        fixture.run(CREATE);
        // When
        List<List<String>> repaired = fixture.rows("MSCK REPAIR TABLE web.clicks");
        // Then
        assertThat(repaired)
                .containsExactly(
                        List.of(
                                "Partitions not in metastore:\tclicks:dt=2025-01-19/hour=1\tclicks:dt=2025-01-20/hour=2"),
                        List.of("Repair: Added partition to metastore clicks:dt=2025-01-19/hour=1"),
                        List.of("Repair: Added partition to metastore clicks:dt=2025-01-20/hour=2"));
        assertThat(fixture.rows("SHOW PARTITIONS web.clicks"))
                .containsExactly(List.of("dt=2025-01-19/hour=1"), List.of("dt=2025-01-20/hour=2"));
        assertThat(fixture.rows("SELECT id, point.x, price FROM web.clicks WHERE hour = 1 ORDER BY id NULLS LAST"))
                .containsExactly(
                        List.of("id", "x", "price"), List.of("a", "1", "1.50"), Arrays.asList(null, null, null));

        // When
        fixture.run("ALTER TABLE web.clicks DROP PARTITION (dt = '2025-01-19', hour = 1)");
        fixture.run("ALTER TABLE web.clicks ADD IF NOT EXISTS PARTITION (dt='2025-01-20', hour=2)"
                + " PARTITION (hour=3, dt='2025-01-21') LOCATION 's3://lake/clicks/dt=2025-01-20/hour=2/'");
        // Then
        assertThat(fixture.rows("SELECT id, dt FROM web.clicks ORDER BY dt"))
                .containsExactly(List.of("id", "dt"), List.of("b", "2025-01-20"), List.of("b", "2025-01-21"));

        // When
        QueryExecution full = fixture.ended(fixture.start("DROP DATABASE web", request -> {}));
        // Then
        assertThat(full.status().state()).isEqualTo(QueryExecutionState.FAILED);
        assertThat(full.status().stateChangeReason()).contains("Database web is not empty");
        assertThat(full.statementType()).isEqualTo(StatementType.DDL);
        fixture.run("DROP TABLE `web`.`clicks`");
        fixture.run("DROP TABLE IF EXISTS web.clicks");
        fixture.run("DROP DATABASE web CASCADE");
        assertThat(fixture.rows("SHOW DATABASES LIKE 'w*'")).isEmpty();
    }

    @Test
    void whatShowCreateTablePrintsMakesTheSameTable() {
        // Given
        fixture.run("CREATE DATABASE twice");
        fixture.run(CREATE.replace("`web`", "twice"));
        String before = fixture.catalog.table("twice", "clicks").definition().toString();
        String text = String.join(
                "\n",
                fixture.rows("SHOW CREATE TABLE twice.clicks").stream()
                        .map(row -> row.get(0))
                        .toList());
        // When
        fixture.run("DROP TABLE twice.clicks");
        fixture.run(text);
        // Then
        assertThat(fixture.catalog.table("twice", "clicks").definition()).hasToString(before);
    }

    @Test
    void theQuotesOfDdlAreNotThoseOfAQuery() {
        assertThat(fixture.rows("SELECT '\\' AS b, 'a_b' LIKE 'a\\_b' ESCAPE '\\' AS same"))
                .containsExactly(List.of("b", "same"), List.of("\\", "true"));
    }

    @Test
    void aNameInDoubleQuotesIsRefusedAsAthenaDoesInDdl() {
        assertThat(fixture.failure("CREATE EXTERNAL TABLE \"quoted\" (id int) LOCATION 's3://lake/quoted/'"))
                .contains("line 1:23 found 'quoted', expected a name, plain or in backticks");
        assertThat(fixture.failure("DESCRIBE \"cities\"")).contains("expected a name, plain or in backticks");
    }

    @Test
    void tablesAreShownAndDescribed() {
        assertThat(fixture.rows("SHOW TABLES '*activity*|st*'"))
                .containsExactly(List.of("activity"), List.of("stock"), List.of("user_activity_processed"));
        assertThat(fixture.rows("SHOW TABLES IN `default`")).isEmpty();
        assertThat(fixture.rows("SHOW COLUMNS IN cities"))
                .containsExactly(List.of("name"), List.of("people"), List.of("note"));
        assertThat(fixture.rows("DESCRIBE cities").get(1)).singleElement().satisfies(line -> assertThat(line)
                .matches("people +\tbigint +\t +"));
    }

    @Test
    void delimitedTextIsDeclaredAndRead() {
        // Given
        put("lines/a.txt", "1;2.5\n2;\\N\n");
        // When
        fixture.run("CREATE EXTERNAL TABLE lines (id int, x double) ROW FORMAT DELIMITED FIELDS TERMINATED BY ';'"
                + " ESCAPED BY '\\\\' STORED AS TEXTFILE LOCATION 's3://lake/lines/'");
        // Then
        assertThat(fixture.rows("SELECT sum(id) AS n, sum(x) AS x FROM lines"))
                .containsExactly(List.of("n", "x"), List.of("3", "2.5"));
    }

    @Test
    void theCatalogIsShown() {
        // When
        TableMetadata table = fixture.athena
                .getTableMetadata(request -> request.catalogName("AwsDataCatalog")
                        .databaseName("shop")
                        .tableName("activity"))
                .tableMetadata();
        // Then
        assertThat(table.partitionKeys()).extracting(Column::name).containsExactly("dt", "hour");
        assertThat(fixture.athena
                        .listDatabases(request -> request.catalogName("AwsDataCatalog"))
                        .databaseList())
                .extracting(Database::name)
                .contains("default", "shop");
        assertThat(fixture.athena
                        .listTableMetadata(request -> request.catalogName("AwsDataCatalog")
                                .databaseName("shop")
                                .expression("c.*"))
                        .tableMetadataList())
                .extracting(TableMetadata::name)
                .containsExactly("cities", "columnar", "cut");
        assertThat(fixture.athena
                        .listDataCatalogs(request -> {})
                        .dataCatalogsSummary()
                        .get(0)
                        .catalogName())
                .isEqualTo("AwsDataCatalog");
    }

    @Test
    void aWorkGroupDecidesWhereResultsGoAndHowMuchIsRead() {
        // Given
        fixture.athena.createWorkGroup(request -> request.name("reports").configuration(configuration -> configuration
                .bytesScannedCutoffPerQuery(10_000_000L)
                .resultConfiguration(result -> result.outputLocation("s3://results/reports/"))));
        // When
        String id = fixture.start("SELECT 1", request -> request.workGroup("reports"));
        // Then
        assertThat(fixture.ended(id).resultConfiguration().outputLocation())
                .isEqualTo("s3://results/reports/" + id + ".csv");
        WorkGroup group = fixture.athena
                .getWorkGroup(request -> request.workGroup("reports"))
                .workGroup();
        assertThat(group.configuration().enforceWorkGroupConfiguration()).isTrue();
        assertThat(group.configuration().bytesScannedCutoffPerQuery()).isEqualTo(10_000_000L);

        // When
        fixture.athena.updateWorkGroup(request -> request.workGroup("reports")
                .configurationUpdates(updates -> updates.enforceWorkGroupConfiguration(false)));
        String own = fixture.start("SELECT 1", request -> request.workGroup("reports"));
        // Then
        assertThat(fixture.ended(own).resultConfiguration().outputLocation()).startsWith(AthenaFixture.RESULTS);
        fixture.athena.deleteWorkGroup(request -> request.workGroup("reports"));
        assertThat(fixture.athena.listWorkGroups(request -> {}).workGroups())
                .extracting(WorkGroupSummary::name)
                .containsExactly("primary");
    }

    @Test
    void whatAWorkGroupCannotDoIsRefusedByName() {
        assertThatThrownBy(() -> fixture.athena.createWorkGroup(request -> request.name("secret")
                        .configuration(configuration ->
                                configuration.resultConfiguration(result -> result.outputLocation("s3://results/")
                                        .encryptionConfiguration(
                                                encryption -> encryption.encryptionOption(EncryptionOption.SSE_S3))))))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining("EncryptionConfiguration is not supported here");
        assertThatThrownBy(() -> fixture.athena.createWorkGroup(request -> request.name("old")
                        .configuration(configuration -> configuration.engineVersion(
                                version -> version.selectedEngineVersion("Athena engine version 2")))))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining("Athena engine version 2 is not supported here: Athena engine version 3 is");
        assertThatThrownBy(() -> fixture.athena.listQueryExecutions(request -> request.workGroup("secret")))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining("WorkGroup secret is not found.");
    }

    private static void put(String key, String text) {
        fixture.s3.putObject(request -> request.bucket("lake").key(key), RequestBody.fromString(text));
    }
}
