package dev.caravan.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.caravan.testing.SharedServices;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import software.amazon.awssdk.core.sync.RequestBody;

/** The shipped routes and settings, but for endpoints and names. */
@Timeout(180)
@ExtendWith(LocalKeys.class)
class ResourceCommandsTest {

    /** Ledger, three buckets and one for query results, stream, two topics, table, two lease tables, database, two crawlers. */
    private static final int RESOURCES = 15;

    private final String deployment = SharedServices.uniqueName("commands");

    @Test
    void planSetupAndTeardownSayWhatTheyDoAndASecondTimeThatThereIsNothingToDo() {
        // When / Then
        CommandRun plan = run("plan");
        assertThat(plan.code()).as(plan.all()).isZero();
        assertThat(plan.out().lines())
                .contains(
                        "create     ledger       " + deployment + "-setup",
                        "create     stream       " + deployment + "-stream",
                        "                        on demand, retention 24 h, encrypted with alias/aws/kinesis",
                        "plan: " + RESOURCES + " create")
                .anySatisfy(line -> assertThat(line).startsWith("note: work group primary is AWS's own"));

        CommandRun setup = run("setup");
        assertThat(setup.code()).as(setup.all()).isZero();
        assertThat(setup.out().lines())
                .contains(
                        "created    bucket       " + deployment + "-lake",
                        "                        encryption is none, wanted alias/aws/kinesis: not supported by this"
                                + " endpoint",
                        "setup: " + RESOURCES + " created");
        assertThat(setup.err()).contains("setup: making the stream " + deployment + "-stream");

        CommandRun again = run("setup");
        assertThat(again.code()).as(again.all()).isZero();
        assertThat(again.out().lines()).contains("setup: " + RESOURCES + " unchanged");
        assertThat(run("plan").out()).contains("plan: 1 change, " + (RESOURCES - 1) + " unchanged");

        CommandRun dry = run("teardown", "--dry-run");
        assertThat(dry.code()).as(dry.all()).isZero();
        assertThat(dry.out()).contains("teardown --dry-run: " + RESOURCES + " delete");

        CommandRun teardown = run("teardown", "--yes");
        assertThat(teardown.code()).as(teardown.all()).isZero();
        assertThat(teardown.out().lines())
                .contains(
                        "deleted    topic        " + deployment + "-replica",
                        "teardown: " + RESOURCES + " deleted",
                        "teardown: nothing is left of the deployment " + deployment);

        CommandRun second = run("teardown");
        assertThat(second.code()).as(second.all()).isZero();
        assertThat(second.err()).doesNotContain("Type the deployment's name");
        assertThat(second.out().lines()).contains("teardown: nothing is left of the deployment " + deployment);
    }

    @Test
    void teardownDeletesOnlyAfterTheNameWasTyped() {
        // Given
        run("setup");
        SharedServices.s3Client()
                .putObject(put -> put.bucket(deployment + "-lake").key("user-activity/a"), RequestBody.fromString("x"));

        // When / Then
        for (String answer : new String[] {"", "yes\n", deployment + "-lake\n"}) {
            CommandRun refused = answering(answer, "teardown");
            assertThat(refused.code()).as(refused.all()).isEqualTo(1);
            assertThat(refused.out()).contains("delete     bucket       " + deployment + "-lake");
            assertThat(refused.err()).contains("Type the deployment's name, " + deployment, "nothing was deleted");
            assertThat(run("teardown", "--dry-run").out()).contains(": " + RESOURCES + " delete");
        }
        CommandRun confirmed = answering(deployment + "\n", "teardown");
        assertThat(confirmed.code()).as(confirmed.all()).isZero();
        assertThat(confirmed.out()).contains("nothing is left of the deployment " + deployment);
    }

    @Test
    void jsonHasTheSame() throws Exception {
        // When
        CommandRun plan = run("plan", "--json");
        CommandRun setup = run("setup", "--json");
        CommandRun teardown = run("teardown", "--yes", "--json");

        // Then
        JsonNode planned = new JsonMapper().readTree(plan.out());
        assertThat(planned.path("deployment").asText()).isEqualTo(deployment);
        assertThat(planned.path("resources")).hasSize(RESOURCES);
        assertThat(planned.path("resources").findValuesAsText("status")).containsOnly("create");
        assertThat(planned.path("resources").findValuesAsText("kind"))
                .contains("ledger", "bucket", "stream", "topic", "table", "lease table", "database", "crawler");
        assertThat(planned.path("notes")).isNotEmpty();
        assertThat(new JsonMapper().readTree(setup.out()).path("resources").findValuesAsText("status"))
                .containsOnly("created");
        JsonNode gone = new JsonMapper().readTree(teardown.out());
        assertThat(gone.path("resources").findValuesAsText("status")).containsOnly("deleted");
        assertThat(gone.path("left")).isEmpty();
    }

    @Test
    void oneThatFailsIsToldAndMakesTheCommandFail() {
        // When
        CommandRun plan = run("plan", "--set=aws.endpoint.s3=http://127.0.0.1:1");
        CommandRun bad = run("plan", "--set=setup.stream.retention=90m");

        // Then
        assertThat(plan.code()).as(plan.all()).isEqualTo(1);
        assertThat(plan.out()).contains("plan: " + (RESOURCES - 4) + " create, 4 failed");
        assertThat(plan.out()).contains("Looking at the bucket " + deployment + "-lake got no answer");
        assertThat(plan.all()).doesNotContain("\tat ");
        assertThat(bad.code()).as(bad.all()).isEqualTo(2);
        assertThat(bad.err()).contains("Setting setup.stream.retention = 90m (--set): expected whole hours");
    }

    private CommandRun answering(String answer, String... words) {
        InputStream in = System.in;
        System.setIn(new ByteArrayInputStream(answer.getBytes(StandardCharsets.UTF_8)));
        try {
            return run(words);
        } finally {
            System.setIn(in);
        }
    }

    private CommandRun run(String... words) {
        List<String> line = new ArrayList<>(List.of(words[0]));
        UnmadeResources.settings("127.0.0.1", deployment)
                .forEach((key, value) -> line.add("--set=" + key + "=" + value));
        line.addAll(Arrays.asList(words).subList(1, words.length));
        return CommandRun.of(line.toArray(String[]::new));
    }
}
