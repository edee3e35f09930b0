package dev.caravan.local.athena;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.athena.model.QueryExecution;
import software.amazon.awssdk.services.athena.model.QueryExecutionState;

/** Definitions and files as analysts bring them: each is answered as Athena answers it, or refused by name. */
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
        assertThat(failure("SELECT count(*) FROM bucketless"))
                .isEqualTo("HIVE_FILESYSTEM_ERROR: The specified bucket does not exist (Service: Amazon S3; Status"
                        + " Code: 404; Error Code: NoSuchBucket; Path: s3://short-lived/x/)");
        assertThat(failure("SELECT * FROM parted")).contains("NoSuchBucket; Path: s3://never-made/b/");
        assertThat(failure("MSCK REPAIR TABLE parted_elsewhere")).contains("EntityNotFoundException");
        assertThat(fixture.rows("SELECT count(*) AS n FROM parted WHERE dt = 'a'"))
                .containsExactly(List.of("n"), List.of("0"));
    }

    @Test
    void aLocationIsAFolderAndNoObject() {
        // Given
        put("single/a.json", "{\"id\":1}\n");
        fixture.run("CREATE EXTERNAL TABLE single (id int)" + JSON + "LOCATION 's3://lake/single/a.json'");

        // Then
        assertThat(fixture.rows("SELECT id FROM single")).containsExactly(List.of("id"));
    }

    private static String failure(String sql) {
        QueryExecution ended = fixture.ended(fixture.start(sql, request -> {}));
        assertThat(ended.status().state()).isEqualTo(QueryExecutionState.FAILED);
        return ended.status().stateChangeReason();
    }

    private static void put(String key, String text) {
        fixture.s3.putObject(request -> request.bucket("lake").key(key), RequestBody.fromString(text));
    }
}
