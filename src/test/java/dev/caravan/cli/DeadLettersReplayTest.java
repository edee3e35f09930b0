package dev.caravan.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.caravan.deadletter.DeadLetterBucket;
import dev.caravan.record.Reason;
import dev.caravan.record.RecordHeader;
import dev.caravan.record.Rejection;
import dev.caravan.testing.SharedServices;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import software.amazon.awssdk.core.sync.RequestBody;

@Timeout(180)
@ExtendWith(LocalKeys.class)
class DeadLettersReplayTest {

    private static final String LEDGER = "ledger-of-dead-letters/";

    private final DeadLetterBucket bucket = new DeadLetterBucket();
    private final DeadLetterCommands commands = new DeadLetterCommands(bucket);

    @Test
    void keyBytesAndHeadersGoBackToTheTopicWithTheCountBesideThem() throws Exception {
        // Given
        String topic = SharedServices.createTopic(1);
        byte[] binary = {'{', (byte) 0xff, 0};
        bucket.write(
                topic,
                DeadLetterBucket.kafka(7, DeadLetterBucket.ARRIVAL, Reason.INVALID_UTF8, binary),
                DeadLetterBucket.kafka(8, DeadLetterBucket.ARRIVAL, Reason.NULL_VALUE, null));
        List<String> ids = commands.ids();

        // When
        CommandRun run = commands.run("replay");

        // Then
        assertThat(run.code()).as(run.all()).isZero();
        assertThat(run.err()).contains("kafka   [####################] 2 of 2", "replay: 2 sent");
        List<ConsumerRecord<byte[], byte[]>> records = ReplayedRecords.topic(topic);
        assertThat(records).hasSize(2);
        assertThat(records.get(0).key()).isEqualTo(DeadLetterBucket.bytes("key-7"));
        assertThat(records.get(0).value()).isEqualTo(binary);
        assertThat(ReplayedRecords.headers(records.get(0)))
                .containsExactly("trace=\1\2", "trace=null", "caravan-replays=1", "caravan-replay-of=" + ids.get(0));
        assertThat(records.get(1).value()).isNull();
    }

    @Test
    void keysAndBytesGoBackToTheStream() throws Exception {
        // Given
        String stream = SharedServices.createStream(2);
        bucket.write(
                stream,
                IntStream.range(0, 250)
                        .mapToObj(i -> DeadLetterBucket.kinesis(i, "value-" + i))
                        .toArray(Rejection[]::new));

        // When
        CommandRun run = commands.run("replay");

        // Then
        assertThat(run.code()).as(run.all()).isZero();
        assertThat(run.err()).contains("kinesis [####################] 250 of 250", "replay: 250 sent");
        assertThat(ReplayedRecords.stream(stream))
                .hasSize(250)
                .doesNotHaveDuplicates()
                .allMatch(record -> record.matches("key-4960+(\\d+)\\.0 value-\\d+"));
    }

    @Test
    void replayingTwiceNeedsAgain() throws Exception {
        // Given
        String topic = SharedServices.createTopic(1);
        bucket.write(topic, DeadLetterBucket.kafka(1, "one"));
        String id = commands.ids().get(0);

        // When
        CommandRun first = commands.run("replay", id);
        CommandRun second = commands.run("replay", id);
        CommandRun all = commands.run("replay");
        CommandRun again = commands.run("replay", id, "--again");

        // Then
        assertThat(List.of(first.code(), second.code(), all.code(), again.code()))
                .as("by its id it is refused, by a filter passed over")
                .containsExactly(0, 1, 0, 0);
        assertThat(second.out()).contains("already replayed", "--again sends it once more");
        assertThat(second.err()).contains("replay: 1 already replayed");
        assertThat(ReplayedRecords.values(topic)).containsExactly("one", "one");
        assertThat(commands.run("show", id).out())
                .contains("replay 1   SENT to topic " + topic + ", claimed 20")
                .containsPattern("replay 2   SENT .*, now at partition 0, position 1\n");
    }

    @Test
    void aDryRunSendsAndClaimsNothing() throws Exception {
        // Given
        String topic = SharedServices.createTopic(1);
        bucket.write(topic, DeadLetterBucket.kafka(1, "one"), DeadLetterBucket.kafka(2, "two"));

        // When
        CommandRun run = commands.run("replay", "--dry-run", "--json");

        // Then
        assertThat(run.code()).as(run.all()).isZero();
        assertThat(run.out()).contains("\"target\":\"topic " + topic + "\"", "\"result\":\"would be sent\"");
        assertThat(run.err().strip()).isEqualTo("replay: 2 would be sent");
        assertThat(ReplayedRecords.values(topic)).isEmpty();
        assertThat(bucket.keys(LEDGER)).isEmpty();
    }

    @Test
    void aCrashBetweenClaimAndSendIsUncertainAndNeedsAgain() throws Exception {
        // Given: what a process leaves that dies between the two
        String topic = SharedServices.createTopic(1);
        bucket.write(topic, DeadLetterBucket.kafka(1, "one"), DeadLetterBucket.kafka(2, "two"));
        commands.run("replay", commands.ids().get(0));
        String sent = bucket.keys(LEDGER).stream()
                .filter(key -> key.endsWith("-sent.json"))
                .findFirst()
                .orElseThrow();
        SharedServices.s3Client()
                .deleteObject(delete -> delete.bucket(bucket.name).key(sent));

        // When
        CommandRun show = commands.run("show", commands.ids().get(0));
        CommandRun plain = commands.run("replay");
        CommandRun again = commands.run("replay", commands.ids().get(0), "--again");

        // Then
        assertThat(show.out()).contains("replay 1   UNCERTAIN", "without an outcome: in progress, or ended by a crash");
        assertThat(plain.code()).as(plain.all()).isEqualTo(1);
        assertThat(plain.out()).contains("UNCERTAIN", "Look for the record, then send it with --again");
        assertThat(plain.err()).contains("replay: 1 sent, 1 UNCERTAIN");
        assertThat(again.code()).as(again.all()).isZero();
        assertThat(ReplayedRecords.values(topic)).containsExactly("one", "two", "one");
    }

    @Test
    void twoOperatorsAtOnceSendEachRecordOnce() throws Exception {
        // Given
        String topic = SharedServices.createTopic(1);
        bucket.write(
                topic,
                IntStream.range(0, 300)
                        .mapToObj(i -> DeadLetterBucket.kafka(i, "value-" + i))
                        .toArray(Rejection[]::new));

        // When
        List<Integer> codes = IntStream.range(0, 2)
                .parallel()
                .mapToObj(operator -> Main.execute(commands.line(List.of(), "replay")))
                .toList();

        // Then
        assertThat(codes).isSubsetOf(0, 1);
        assertThat(ReplayedRecords.values(topic)).hasSize(300).doesNotHaveDuplicates();
    }

    @Test
    void oneRecordThatTwoRoutesRejectedIsSentOnce() throws Exception {
        // Given
        String topic = SharedServices.createTopic(1);
        bucket.write("to-lake", topic, "0", "0123abcd", DeadLetterBucket.kafka(1, "one"));
        bucket.write("to-table", topic, "0", "4567abcd", DeadLetterBucket.kafka(1, "one"));

        // When
        CommandRun first = commands.run("replay");
        CommandRun again = commands.run("replay", "--again");

        // Then
        assertThat(commands.ids()).doesNotHaveDuplicates().hasSize(2);
        assertThat(first.code()).as(first.all()).isZero();
        assertThat(first.err()).contains("replay: 1 sent, 1 already replayed");
        assertThat(again.err()).contains("replay: 1 sent, 1 already replayed");
        assertThat(ReplayedRecords.values(topic)).containsExactly("one", "one");
    }

    @Test
    void aRecordThatCameBackSaysHowOftenAndStopsAtTheLimit() throws Exception {
        // Given
        String topic = SharedServices.createTopic(1);
        bucket.write(
                topic,
                returned(1, "2"),
                returned(2, "3"),
                returned(3, "1e3"),
                returned(4, "-1"),
                returned(5, "99999999999"));

        // When
        CommandRun list = commands.run("list");
        CommandRun replay = commands.run("replay");
        CommandRun more = commands.run("replay", commands.ids().get(1), "--max-replays", "4");

        // Then
        assertThat(list.out().lines().skip(2).limit(5).map(line -> line.replaceAll(".* ", "")))
                .as("what is no count counts as none")
                .containsExactly("2", "3", "0", "0", "0");
        assertThat(replay.code()).as(replay.all()).isEqualTo(1);
        assertThat(replay.out())
                .contains("limit reached  came back 3 times: repair what rejects it, or choose a higher --max-replays");
        assertThat(replay.err()).contains("replay: 4 sent, 1 limit reached");
        assertThat(more.code()).as(more.all()).isZero();
        assertThat(ReplayedRecords.topic(topic))
                .extracting(record -> ReplayedRecords.headers(record).get(0))
                .containsExactly(
                        "caravan-replays=3",
                        "caravan-replays=1",
                        "caravan-replays=1",
                        "caravan-replays=1",
                        "caravan-replays=4");
        assertThat(ReplayedRecords.headers(ReplayedRecords.topic(topic).get(0)))
                .as("the name of the first one is kept, and no other header")
                .containsExactly("caravan-replays=3", "caravan-replay-of=20250101-abcdefghijkl");
    }

    @Test
    void anotherTargetOfTheSameKindMayBeNamed() throws Exception {
        // Given
        String topic = SharedServices.createTopic(1);
        String stream = SharedServices.createStream(1);
        bucket.write("gone-topic", DeadLetterBucket.kafka(1, "one"));
        bucket.write("gone-stream", DeadLetterBucket.kinesis(1, "two"));

        // When
        CommandRun onlyTopic = commands.run("replay", "--to-topic", topic);
        CommandRun onlyStream = commands.run("replay", "--to-stream", stream, "--source", "gone-stream");

        // Then
        assertThat(onlyTopic.code()).as(onlyTopic.all()).isEqualTo(1);
        assertThat(onlyTopic.out()).contains("it comes from a stream: --to-stream names another one");
        assertThat(onlyStream.code()).as(onlyStream.all()).isZero();
        assertThat(ReplayedRecords.values(topic)).containsExactly("one");
        assertThat(ReplayedRecords.stream(stream)).singleElement().asString().endsWith(" two");
    }

    @Test
    void anUnknownTopicOrStreamIsNamedAndClaimsAreGivenBack() throws Exception {
        // Given
        bucket.write("no-such-topic", DeadLetterBucket.kafka(1, "one"));
        bucket.write("no-such-stream", DeadLetterBucket.kinesis(1, "two"));
        String topic = SharedServices.createTopic(1);
        String stream = SharedServices.createStream(1);

        // When
        CommandRun kafka = commands.run("replay", "--source", "no-such-topic");
        CommandRun kinesis = commands.run("replay", "--source", "no-such-stream");
        CommandRun noBroker =
                commands.runWith(List.of("kafka.brokers=127.0.0.1:1"), "replay", "--source", "no-such-topic");
        CommandRun second = commands.run("replay", "--to-topic", topic, "--to-stream", stream);

        // Then
        assertThat(kafka.code()).as(kafka.all()).isEqualTo(2);
        assertThat(kafka.err()).contains("no-such-topic", "Create the topic, or correct its name");
        assertThat(kinesis.code()).as(kinesis.all()).isEqualTo(2);
        assertThat(kinesis.err()).contains("no-such-stream", "ResourceNotFoundException");
        assertThat(kinesis.out()).contains("not sent");
        assertThat(noBroker.code()).as(noBroker.all()).isEqualTo(1);
        assertThat(noBroker.err()).contains("dead-letters failed", "127.0.0.1:1");
        assertThat(second.code())
                .as("nothing was sent, so nothing needs --again")
                .isZero();
        assertThat(second.err()).contains("replay: 2 sent");
    }

    @Test
    void aRecordThatTheTopicRefusesDoesNotHoldUpTheOthers() throws Exception {
        // Given
        String topic = SharedServices.createTopic(1);
        bucket.write(
                topic,
                DeadLetterBucket.kafka(1, "one"),
                DeadLetterBucket.kafka(2, "x".repeat(2 << 20)),
                DeadLetterBucket.kafka(3, "three"));

        // When
        CommandRun run = commands.run("replay");

        // Then
        assertThat(run.code()).as(run.all()).isEqualTo(1);
        assertThat(run.err()).contains("replay: 2 sent, 1 not sent");
        assertThat(run.out()).contains("RecordTooLargeException");
        assertThat(ReplayedRecords.values(topic)).containsExactly("one", "three");
    }

    @Test
    void maxCountsWhatIsSentAndWhatIsThereAlreadyIsPassedOver() throws Exception {
        // Given
        String topic = SharedServices.createTopic(1);
        bucket.write(
                topic,
                IntStream.range(0, 7)
                        .mapToObj(i -> DeadLetterBucket.kafka(i, "v" + i))
                        .toArray(Rejection[]::new));

        // When
        List<CommandRun> runs = List.of(
                commands.run("replay", "--max", "3"),
                commands.run("replay", "--max", "3"),
                commands.run("replay", "--max", "3"));

        // Then
        assertThat(runs).extracting(CommandRun::code).containsOnly(0);
        assertThat(ReplayedRecords.values(topic)).containsExactly("v0", "v1", "v2", "v3", "v4", "v5", "v6");
    }

    @Test
    void theLedgerLiesWhereNoCrawlerOfDeadLettersLooks() throws Exception {
        // Given: what replay leaves beside dead letters in a bucket
        String topic = SharedServices.createTopic(1);
        bucket.write(topic, DeadLetterBucket.kafka(1, "one"));
        commands.run("replay");
        SharedServices.s3Client()
                .putObject(put -> put.bucket(bucket.name).key("other/x.json"), RequestBody.fromString("{}"));

        // When
        List<String> crawled = bucket.keys("dead-letters");

        // Then: not even without the slash
        assertThat(bucket.keys(LEDGER)).hasSize(2);
        assertThat(crawled).hasSize(1);
    }

    private static Rejection returned(long offset, String count) {
        return DeadLetterBucket.kafka(
                offset,
                DeadLetterBucket.ARRIVAL,
                Reason.NOT_JSON,
                DeadLetterBucket.bytes("value-" + offset),
                List.of(
                        new RecordHeader("caravan-replays", DeadLetterBucket.bytes(count)),
                        new RecordHeader("caravan-replay-of", DeadLetterBucket.bytes("20250101-abcdefghijkl"))));
    }
}
