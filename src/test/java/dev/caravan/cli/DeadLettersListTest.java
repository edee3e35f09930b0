package dev.caravan.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.caravan.deadletter.DeadLetterBucket;
import dev.caravan.record.Reason;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

@Timeout(120)
@ExtendWith(LocalKeys.class)
class DeadLettersListTest {

    private final DeadLetterBucket bucket = new DeadLetterBucket();
    private final DeadLetterCommands commands = new DeadLetterCommands(bucket);

    @Test
    void everyDeadLetterIsARowAndEveryReasonASum() throws Exception {
        // Given
        bucket.write(
                "clicks",
                DeadLetterBucket.kafka(7, "{broken"),
                DeadLetterBucket.kafka(8, DeadLetterBucket.ARRIVAL, Reason.NULL_VALUE, null));
        bucket.write("events", DeadLetterBucket.kinesis(1, "also broken"));

        // When
        CommandRun run = commands.run("list");
        CommandRun again = commands.run("list");
        CommandRun filtered = commands.run("list", "--since=2025-01-19", "--until=2025-01-19", "--reason=null-value");
        CommandRun none = commands.run("list", "--json", "--until=2025-01-19T12:00:00.250Z");

        // Then
        assertThat(run.code()).as(run.all()).isZero();
        assertThat(run.out().lines().map(line -> line.replaceAll("^\\d{8}-[a-z2-7]{12}", "ID")))
                .containsExactly(
                        "id                     reason      route    source  partition             position"
                                + "                                                    arrival                   bytes  replays",
                        "---------------------  ----------  -------  ------  --------------------"
                                + "  ----------------------------------------------------------  ------------------------  -----  -------",
                        "ID  not-json    to-lake  clicks  0                     7"
                                + "                                                           2025-01-19T12:00:00.250Z      7        0",
                        "ID  null-value  to-lake  clicks  0                     8"
                                + "                                                           2025-01-19T12:00:00.250Z      0        0",
                        "ID  not-json    to-lake  events  shardId-000000000000  "
                                + "49600000000000000000000000000000000000000000000000000001.0  2025-01-19T12:00:00.250Z     11        0",
                        "(3 rows)");
        assertThat(run.err().lines())
                .containsExactly("not-json: 2 dead letters, 18 bytes", "null-value: 1 dead letter, 0 bytes");
        assertThat(again.out()).as("ids are stable").isEqualTo(run.out());
        assertThat(filtered.err().strip()).isEqualTo("null-value: 1 dead letter, 0 bytes");
        assertThat(none.out().strip()).isEqualTo("[]");
        assertThat(none.err().strip()).isEqualTo("no dead letters");
        assertThat(commands.ids()).doesNotHaveDuplicates().hasSize(3).allMatch(id -> id.startsWith("20250119-"));
    }

    @Test
    void whatCannotBeAskedIsSaidInOneLine() {
        // When / Then
        assertFails(commands.run("list", "--reason", "not-jsn"), 2, "--reason not-jsn is not a reason", "not-json");
        assertFails(commands.run("list", "--since", "yesterday"), 2, "--since yesterday is no time", "2025-01-19");
        assertFails(commands.run("list", "--max", "0"), 2, "--max is 1 or more");
        assertFails(commands.run("replay", "--max-replays", "0"), 2, "--max-replays is 1 or more");
        assertFails(commands.run("show", "7"), 2, "An id of a dead letter looks like 20250119-abcdefghijkl, got 7");
        assertFails(commands.runWith(List.of("dead-letters.bucket="), "list"), 2, "dead-letters.bucket is missing");
        assertFails(
                commands.runWith(List.of("dead-letters.prefix=/a b"), "list"), 2, "Setting dead-letters.prefix = /a b");
        CommandRun nothing = CommandRun.of("dead-letters");
        assertThat(nothing.code()).isEqualTo(2);
        assertThat(nothing.err()).contains("list, show or replay", "Usage:");
    }

    @Test
    void aMissingBucketAndRefusedCredentialsNameTheCallAndWhatToDo() {
        // When / Then
        for (String command : List.of("list", "replay")) {
            assertFails(
                    commands.runWith(List.of("dead-letters.bucket=no-such-bucket"), command),
                    2,
                    "ListObjectsV2 of s3://no-such-bucket/dead-letters/ was answered with status 404 NoSuchBucket",
                    "correct its name in the settings");
        }
        System.setProperty(LocalKeys.SECRET, "another-secret");
        CommandRun run = commands.run("show", "20250119-abcdefghijkl");
        assertFails(run, 2, "ListObjectsV2 of s3://" + bucket.name, "403", "Check the credentials");
        assertThat(run.all()).doesNotContain("another-secret");
    }

    private static void assertFails(CommandRun run, int code, String... texts) {
        assertThat(run.code()).as(run.all()).isEqualTo(code);
        assertThat(run.err()).contains(texts).doesNotContain("\tat ");
        assertThat(run.out()).isEmpty();
    }
}
