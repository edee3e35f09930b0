package dev.caravan.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.caravan.testing.SharedServices;
import dev.caravan.testing.quicksight.LakeTable;
import dev.caravan.testing.quicksight.QuickSightStub;
import dev.caravan.testing.quicksight.Refusal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** {@code --quicksight}, for one route that writes to a lake. */
@Timeout(120)
@ExtendWith(LocalKeys.class)
class QuickSightCommandTest {

    private static final String OWNER =
            "--set=setup.quicksight.principal=arn:aws:quicksight:us-east-1:123456789012:user/default/ann";
    private static final String ROUTE = """
            - route:
                id: to-lake
                description: A topic into the lake.
                from:
                  uri: "kafka-batch:%s"
                  parameters:
                    groupId: shown
                  steps:
                    - to:
                        id: write
                        uri: "lake:%s"
                        parameters:
                          prefix: "lake/"
            """;

    private final QuickSightStub stub = QuickSightStub.start();
    private final String deployment = SharedServices.uniqueName("shown");

    @TempDir
    private Path directory;

    @BeforeEach
    void writeRoute() throws Exception {
        Files.writeString(directory.resolve("route.yaml"), ROUTE.formatted(deployment, deployment));
        LakeTable.create(deployment, "lake", "s3://" + deployment + "/lake/", "action");
    }

    @AfterEach
    void close() {
        stub.close();
        assertThat(stub.violations()).isEmpty();
    }

    @Test
    void itIsPlannedMadeTwiceAndRemovedUnasked() {
        CommandRun plan = run("plan", "--quicksight", OWNER);
        assertThat(plan.code()).as(plan.all()).isZero();
        assertThat(plan.out().lines())
                .contains(
                        "create     data source  " + deployment,
                        "create     data set     " + deployment,
                        "create     analysis     " + deployment,
                        "                        QuickSight's, a bar chart: records by action");
        assertThat(stub.assets()).isEmpty();

        CommandRun setup = run("setup", "--quicksight", OWNER);
        assertThat(setup.code()).as(setup.all()).isZero();
        assertThat(setup.out()).contains("created    analysis     " + deployment);
        assertThat(setup.err()).contains("setup: making the analysis " + deployment);

        CommandRun again = run("setup", "--quicksight", OWNER);
        assertThat(again.code()).as(again.all()).isZero();
        assertThat(again.out()).contains("unchanged  analysis     " + deployment);
        assertThat(run("setup").out()).doesNotContain("analysis");

        CommandRun dry = run("teardown", "--dry-run");
        assertThat(dry.out()).contains("delete     analysis     " + deployment);
        assertThat(stub.assets()).hasSize(3);

        CommandRun teardown = run("teardown", "--yes");
        assertThat(teardown.code()).as(teardown.all()).isZero();
        assertThat(teardown.out()).contains("deleted    analysis     " + deployment, "nothing is left");
        assertThat(stub.assets()).isEmpty();
    }

    @Test
    void jsonHasItToo() throws Exception {
        CommandRun plan = run("plan", "--quicksight", "--json", OWNER);

        JsonNode planned = new JsonMapper().readTree(plan.out());
        assertThat(planned.path("resources").findValuesAsText("kind")).endsWith("data source", "data set", "analysis");
    }

    @Test
    void withoutAnOwnerOrWithSomethingElseNothingIsMade() {
        CommandRun none = run("setup", "--quicksight");
        CommandRun bad = run("setup", "--quicksight", "--set=setup.quicksight.principal=ann");

        assertThat(none.code()).as(none.all()).isEqualTo(2);
        assertThat(none.err())
                .contains("--quicksight needs the setting setup.quicksight.principal", "aws quicksight list-users");
        assertThat(bad.code()).as(bad.all()).isEqualTo(2);
        assertThat(bad.err())
                .contains("Setting setup.quicksight.principal = ann (--set): expected arn:aws:quicksight:REGION");
        assertThat(none.all() + bad.all()).doesNotContain("\tat ");
        assertThat(run("plan").out()).contains("create     ledger");
    }

    @Test
    void routesWithoutALakeHaveNothingToShow() throws Exception {
        Files.writeString(
                directory.resolve("route.yaml"),
                ROUTE.formatted(deployment, deployment)
                        .replaceFirst("lake:", "kafka-batch:")
                        .replaceFirst("\\s+parameters:\\s+prefix: \"lake/\"", ""));

        CommandRun setup = run("setup", "--quicksight", OWNER);

        assertThat(setup.code()).as(setup.all()).isEqualTo(2);
        assertThat(setup.err()).contains("no route has a lake: step");
    }

    @Test
    void anAccountWithoutASubscriptionFailsTheChartAlone() {
        // Given
        stub.refuse("DescribeDataSource", Refusal.of("UnsupportedUserEditionException", "not signed up"));

        // When
        CommandRun setup = run("setup", "--quicksight", OWNER);

        // Then
        assertThat(setup.code()).as(setup.all()).isEqualTo(1);
        assertThat(setup.out())
                .contains("created    bucket       " + deployment, "failed     data source  " + deployment)
                .contains("not signed up. QuickSight needs a subscription");
        assertThat(setup.all()).doesNotContain("\tat ");
        stub.allow();
        assertThat(run("teardown", "--yes").code()).isZero();
    }

    private CommandRun run(String... words) {
        Map<String, String> settings = Map.ofEntries(
                Map.entry("aws.region", SharedServices.REGION.id()),
                Map.entry("aws.endpoint.s3", SharedServices.s3().endpoint().toString()),
                Map.entry(
                        "aws.endpoint.kinesis",
                        SharedServices.kinesis().endpoint().toString()),
                Map.entry(
                        "aws.endpoint.dynamodb",
                        SharedServices.dynamoDb().endpoint().toString()),
                Map.entry("aws.endpoint.glue", SharedServices.glue().endpoint().toString()),
                Map.entry(
                        "aws.endpoint.athena",
                        SharedServices.athena().endpoint().toString()),
                Map.entry("aws.endpoint.quicksight", stub.endpoint().toString()),
                Map.entry("kafka.brokers", SharedServices.kafka().bootstrapServers()),
                Map.entry("setup.deployment", deployment),
                Map.entry("glue.database", deployment),
                Map.entry("dead-letters.bucket", ""),
                Map.entry("athena.output", ""));
        List<String> line = new ArrayList<>(List.of(words[0], "--routes=" + directory));
        settings.forEach((key, value) -> line.add("--set=" + key + "=" + value));
        line.addAll(Arrays.asList(words).subList(1, words.length));
        return CommandRun.of(line.toArray(String[]::new));
    }
}
