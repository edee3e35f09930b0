package dev.caravan.cli;

import static dev.caravan.reconcile.ReconciledBucket.range;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.caravan.reconcile.ReconciledBucket;
import dev.caravan.testing.SharedServices;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.glue.model.Column;

@Timeout(120)
@ExtendWith(LocalKeys.class)
class ReconcileTest {

    private final ReconciledBucket bucket = new ReconciledBucket();
    private final String lake = "s3://" + bucket.name + "/clicks/";

    @TempDir
    private Path directory;

    private String middle;
    private String half;
    private String letters;

    /** Two partitions: an object, two objects, a manifest with dead letters; and one object. */
    @BeforeEach
    void fill() throws IOException {
        bucket.put("clicks/dt=2025-01-19/", range(0, 0, 9), 0, 10, 10);
        middle = bucket.put("clicks/dt=2025-01-19/", range(0, 10, 14), 0, 5, 3);
        half = bucket.put("clicks/dt=2025-01-20/", range(0, 10, 14), 0, 5, 2);
        bucket.put("clicks/_manifests/", range(0, 15, 16), 2, 0, 0);
        letters = bucket.putLetters(range(0, 15, 16), 2);
        bucket.put("clicks/dt=2025-01-19/", range(10, 0, 3), 0, 4, 4);
    }

    @Test
    void aCompleteLakeIsARowForEachPartition() {
        // When
        CommandRun run = run(lake);

        // Then
        assertThat(run.code()).as(run.all()).isZero();
        assertThat(run.err()).isEmpty();
        String gap = " ".repeat(lake.length() - 4);
        assertThat(run.out().lines())
                .containsExactly(
                        "lake" + gap + "  source  partition  lineage   batches  objects  in  out  rejected  filtered"
                                + "  gaps  overlaps  first  last",
                        "----" + "-".repeat(gap.length()) + "  ------  ---------  --------  -------  -------  --  ---"
                                + "  --------  --------  ----  --------  -----  ----",
                        lake + "  clicks  0          0123abcd        3        4  17   15         2         0"
                                + "     0         0  0      16",
                        lake + "  clicks  10         0123abcd        1        1   4    4         0         0"
                                + "     0         0  0      3",
                        "(2 rows)",
                        "reconcile: COMPLETE (nothing is missing or doubled)");
    }

    @Test
    void aLostObjectALostBatchAndLostDeadLettersAreFailuresThatNameThem() throws IOException {
        // When / Then
        bucket.delete(half);
        assertFails(
                run(lake),
                1,
                "INCOMPLETE  " + lake + " clicks-0 (0123abcd): 10 to 14, in s3://" + bucket.name + "/" + middle,
                "lacks 2 of 5 rows",
                "reconcile: NOT COMPLETE (1 INCOMPLETE)");
        bucket.delete(middle);
        assertFails(run(lake), 1, "GAP  " + lake + " clicks-0 (0123abcd): no batch covers what lies after 9, up to 14");
        bucket.delete(letters);
        CommandRun json = run(lake, "--json");
        JsonNode document = new JsonMapper().readTree(json.out());
        assertThat(json.code()).as(json.all()).isEqualTo(1);
        assertThat(document.path("complete").asBoolean(true)).isFalse();
        assertThat(document.path("findings").findValuesAsText("kind")).containsExactly("gap", "letters-missing");
        assertThat(document.path("partitions").get(0).path("gaps").asInt()).isEqualTo(1);
        assertThat(document.path("partitions").get(0).path("records_in").asInt())
                .isEqualTo(12);
        assertThat(document.path("lakes").get(0).path("rows").asInt()).isEqualTo(14);
        assertThat(document.path("lakes").get(0).path("athena_rows").isNull()).isTrue();
    }

    @Test
    void objectsOfNoBatchAreNamedAndPassedOver() {
        // Given
        bucket.putForeign("clicks/notes.txt");
        bucket.putForeign("dead-letters/notes.txt");
        bucket.putForeign("ledger-of-dead-letters/entry");

        // When
        CommandRun run = run(lake, "s3://" + bucket.name);

        // Then
        assertThat(run.code()).as(run.all()).isZero();
        assertThat(run.out())
                .contains("UNPROVEN  " + lake + ": objects of no batch were passed over: 1, the first is " + lake
                        + "notes.txt (no metadata source)")
                .contains("UNPROVEN  s3://" + bucket.name + "/dead-letters/: objects of no batch were passed over: 1, ")
                .contains("UNPROVEN  s3://" + bucket.name + "/: there is no batch")
                .contains("reconcile: COMPLETE (3 UNPROVEN)");
    }

    @Test
    void withoutALakeThoseOfTheRoutesAreLookedAt() throws IOException {
        // Given
        bucket.put("replica/", range(3, 0, 3), 0, 4, 4);
        bucket.put("", range(4, 0, 3), 0, 4, 4);

        // When
        CommandRun run = run(
                "--set=lake.bucket=" + bucket.name,
                "--set=lake.kinesis-prefix=clicks",
                "--set=lake.replica-prefix=replica/",
                "--set=seed.bucket=" + bucket.name);

        // Then
        assertThat(run.code()).as(run.all()).isZero();
        assertThat(run.out().lines().filter(line -> line.contains("0123abcd")).map(line -> line.replaceAll(" +", " ")))
                .map(line -> line.replaceFirst("s3://" + bucket.name, "").replaceFirst(" 0123abcd.*", ""))
                .containsExactly("/ clicks 4", "/clicks/ clicks 0", "/clicks/ clicks 10", "/replica/ clicks 3");
    }

    @Test
    void whatCannotBeLookedAtIsSaidInOneLine() throws IOException {
        // Given
        Files.writeString(directory.resolve("idle.yaml"), """
            - route:
                id: idle
                from:
                  uri: "timer:idle"
                  steps:
                    - log: "idle"
            """);

        // When / Then
        assertFails(run("clicks"), 2, "A lake is s3://BUCKET/PREFIX, got clicks");
        assertFails(run("s3://no-such-bucket/clicks"), 2, "ListObjectsV2 of s3://no-such-bucket/clicks/", "404");
        assertFails(run(lake, "--set=dead-letters.bucket=no-such-bucket"), 2, "s3://no-such-bucket/dead-letters/");
        assertFails(run("--routes", directory.toString()), 2, "No route of " + directory + " has a lake: step");
        assertFails(run("s3://" + bucket.name + "/other/", "--set=dead-letters.bucket="), 1, "there is no batch");
        System.setProperty(LocalKeys.SECRET, "another-secret");
        assertFails(run(lake), 2, "ListObjectsV2 of " + lake, "Check the credentials");
    }

    @Test
    void athenasCountIsHeldAgainstTheRows() {
        // Given
        String database = SharedServices.uniqueName("db").replace('-', '_');
        String output = "--set=athena.output=s3://" + SharedServices.createBucket() + "/";
        String[] line = {lake, "--athena", "--set=glue.database=" + database, output};
        SharedServices.glueClient().createDatabase(create -> create.databaseInput(input -> input.name(database)));

        // When / Then
        assertFails(run(line), 1, "ATHENA  " + lake + ": no table of the catalog lies there", "none of 19 rows");
        createTable(database);
        CommandRun equal = run(line);
        assertThat(equal.code()).as(equal.all()).isZero();
        assertThat(equal.out()).contains(lake + ": 19 rows in the objects, 19 counted by Athena");
        bucket.putForeign("clicks/dt=2025-01-19/notes.txt");
        assertFails(run(line), 1, "ATHENA  " + lake + ": Athena counts 20 rows, and the objects hold 19");
    }

    private void createTable(String database) {
        SharedServices.glueClient()
                .createTable(create -> create.databaseName(database).tableInput(table -> table.name("clicks")
                        .tableType("EXTERNAL_TABLE")
                        .storageDescriptor(storage -> storage.location(lake)
                                .columns(Column.builder()
                                        .name("line")
                                        .type("string")
                                        .build())
                                .inputFormat("org.apache.hadoop.mapred.TextInputFormat")
                                .outputFormat("org.apache.hadoop.hive.ql.io.HiveIgnoreKeyTextOutputFormat")
                                .serdeInfo(serde -> serde.serializationLibrary(
                                        "org.apache.hadoop.hive.serde2.lazy.LazySimpleSerDe")))));
    }

    private CommandRun run(String... words) {
        List<String> line = new ArrayList<>(List.of("reconcile"));
        for (String setting : List.of(
                "dead-letters.bucket=" + bucket.name,
                "aws.region=" + SharedServices.REGION.id(),
                "aws.endpoint.s3=" + SharedServices.s3().endpoint(),
                "aws.endpoint.kinesis=http://127.0.0.1:1",
                "aws.endpoint.dynamodb=http://127.0.0.1:1",
                "aws.endpoint.cloudwatch=http://127.0.0.1:1",
                "aws.endpoint.glue=" + SharedServices.glue().endpoint(),
                "aws.endpoint.athena=" + SharedServices.athena().endpoint())) {
            line.addAll(List.of("--set", setting));
        }
        line.addAll(Arrays.asList(words));
        return CommandRun.of(line.toArray(String[]::new));
    }

    private static void assertFails(CommandRun run, int code, String... texts) {
        assertThat(run.code()).as(run.all()).isEqualTo(code);
        assertThat(run.all()).contains(texts).doesNotContain("\tat ", "another-secret");
    }
}
