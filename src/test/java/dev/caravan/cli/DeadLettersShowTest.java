package dev.caravan.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.caravan.deadletter.DeadLetterBucket;
import dev.caravan.record.Reason;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

@Timeout(120)
@ExtendWith(LocalKeys.class)
class DeadLettersShowTest {

    private static final byte[] BINARY = {'{', (byte) 0xff, '\n', 0, 0x1b, '[', '2', 'J', 1, 2, 3, 4, 5, 6, 7, 8, '|'};

    private final DeadLetterBucket bucket = new DeadLetterBucket();
    private final DeadLetterCommands commands = new DeadLetterCommands(bucket);

    @Test
    void aRecordThatIsTextIsShownAsText() throws Exception {
        // Given
        bucket.write("clicks", DeadLetterBucket.kafka(7, "{\"name\":\"Zoë\",\n\t\"age\":}"));

        // When
        CommandRun run = commands.run("show", commands.ids().get(0));

        // Then
        assertThat(run.code()).as(run.all()).isZero();
        assertThat(run.out().lines())
                .containsExactly(
                        "id         " + commands.ids().get(0),
                        "reason     not-json",
                        "detail     The record is bad",
                        "route      to-lake",
                        "source     clicks (Kafka topic)",
                        "lineage    0123abcd",
                        "partition  0",
                        "position   7",
                        "arrival    2025-01-19T12:00:00.250Z",
                        "object     dead-letters/source=clicks/dt=2025-01-19/"
                                + "to-lake-clicks-0-00000000000000000007-0123abcd.json.gz",
                        "replays    0",
                        "key        key-7",
                        "header     trace = hex 0102",
                        "header     trace = none",
                        "sha256     25be0037ec1b81c7c0e66b5bea9318549a6af42972b85e22071518bb187fb119",
                        "bytes      24",
                        "",
                        "{\"name\":\"Zoë\",",
                        "\t\"age\":}");
    }

    @Test
    void bytesThatAreNoTextAreShownInHexAndSteerNoTerminal() throws Exception {
        // Given
        bucket.write(
                "clicks",
                DeadLetterBucket.kafka(1, DeadLetterBucket.ARRIVAL, Reason.INVALID_UTF8, BINARY),
                DeadLetterBucket.kafka(2, "\u001b[2J\u202eclear"),
                DeadLetterBucket.kafka(3, DeadLetterBucket.ARRIVAL, Reason.NULL_VALUE, null));
        List<String> ids = commands.ids();

        // When
        CommandRun binary = commands.run("show", ids.get(0));
        CommandRun escape = commands.run("show", ids.get(1));
        CommandRun tombstone = commands.run("show", ids.get(2));

        // Then
        assertThat(binary.out()).endsWith("""
                        00000000  7b ff 0a 00 1b 5b 32 4a 01 02 03 04 05 06 07 08  |{....[2J........|
                        00000010  7c                                               |||
                        """);
        assertThat(escape.out()).doesNotContain("\u001b", "\u202e").contains("1b 5b 32 4a e2 80 ae 63 6c");
        assertThat(tombstone.out()).contains("sha256     none").endsWith("(no value: a tombstone)\n");
    }

    @Test
    void rawWritesTheOriginalBytesAndJsonHoldsThemAll() throws Exception {
        // Given
        bucket.write("clicks", DeadLetterBucket.kafka(1, DeadLetterBucket.ARRIVAL, Reason.INVALID_UTF8, BINARY));
        String id = commands.ids().get(0);

        // When
        byte[] raw = raw(id);
        JsonNode json =
                new JsonMapper().readTree(commands.run("show", id, "--json").out());

        // Then
        assertThat(raw).isEqualTo(BINARY);
        assertThat(json.get("record").binaryValue()).isEqualTo(BINARY);
        assertThat(json.get("headers").get(0).get("value").binaryValue()).containsExactly(1, 2);
        assertThat(json.get("headers").get(1).get("value").isNull()).isTrue();
        assertThat(json.get("key").binaryValue()).isEqualTo(DeadLetterBucket.bytes("key-1"));
        assertThat(json.get("attempts")).isEmpty();
    }

    @Test
    void anUnknownIdIsAFailureThatSaysWhereItLooked() throws Exception {
        // Given
        bucket.write("clicks", DeadLetterBucket.kafka(1, "x"));
        String unknown = "20250119-abcdefghijkl";

        // When
        CommandRun show = commands.run("show", unknown);
        CommandRun replay = commands.run("replay", unknown, commands.ids().get(0));

        // Then
        for (CommandRun run : List.of(show, replay)) {
            assertThat(run.code()).as(run.all()).isEqualTo(1);
            assertThat(run.err().strip())
                    .hasLineCount(1)
                    .startsWith("There is no dead letter " + unknown + " below s3://" + bucket.name + "/dead-letters/");
        }
        assertThat(bucket.keys("ledger-of-dead-letters/")).isEmpty();
    }

    private byte[] raw(String id) {
        PrintStream out = System.out;
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            System.setOut(new PrintStream(bytes, true, StandardCharsets.UTF_8));
            assertThat(Main.execute(commands.line(List.of(), "show", id, "--raw")))
                    .isZero();
        } finally {
            System.setOut(out);
        }
        return bytes.toByteArray();
    }
}
