package dev.caravan.deadletter.replay;

import static dev.caravan.deadletter.DeadLetterBucket.SEQUENCE;
import static dev.caravan.deadletter.DeadLetterBucket.kinesis;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.caravan.deadletter.DeadLetterBucket;
import dev.caravan.deadletter.read.DeadLetter;
import dev.caravan.deadletter.read.DeadLetterFilter;
import dev.caravan.deadletter.read.DeadLetterReader;
import dev.caravan.deadletter.read.DeadLetterSettings;
import dev.caravan.deadletter.read.ReplayMark;
import dev.caravan.failure.PermanentException;
import dev.caravan.object.FaultyHttpClient;
import dev.caravan.object.FaultyHttpClient.Fault;
import dev.caravan.object.Prefix;
import dev.caravan.object.S3Bucket;
import dev.caravan.record.KinesisPosition;
import dev.caravan.record.Rejection;
import dev.caravan.send.SendOutcome;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import software.amazon.awssdk.services.s3.S3Client;

@Timeout(60)
class ReplayLedgerTest {

    private static final String SHARD = "shardId-000000000000";
    private static final SendOutcome.Sent SENT =
            new SendOutcome.Sent(SHARD, new KinesisPosition(SEQUENCE.replace("496", "497"), 0));

    private final FaultyHttpClient network = new FaultyHttpClient();
    private final S3Client client = network.s3Client();
    private final DefaultCamelContext context = new DefaultCamelContext();
    private final DeadLetterBucket bucket = new DeadLetterBucket();
    private final DeadLetterSettings place = new DeadLetterSettings(bucket.name, new Prefix("dead-letters"));
    private final LedgerReader history = new LedgerReader(client, place);

    @BeforeEach
    void start() {
        context.start();
    }

    @AfterEach
    void stop() {
        context.stop();
        client.close();
        network.close();
    }

    @Test
    void aClaimIsTakenOnceAlsoWhenItsReplyIsLost() throws Exception {
        // Given
        DeadLetter letter = letters(1).get(0);
        network.next(Fault.CONFLICT, Fault.SLOW_DOWN, Fault.LOST_REPLY);

        // When
        boolean mine = claim(ledger("ann"), letter, 1);
        boolean theirs = claim(ledger("bob"), letter, 1);

        // Then
        assertThat(mine).isTrue();
        assertThat(theirs).isFalse();
        assertThat(history.states(letter)).containsExactly(Attempt.State.UNCERTAIN);
        assertThat(history.attempts(letter)).singleElement().satisfies(attempt -> {
            assertThat(attempt.claim())
                    .contains(
                            "\"operator\":\"ann\"",
                            "\"claimed_at\":\"2025-01-20T00:00:00Z\"",
                            letter.id().text());
            assertThat(attempt.outcome()).isEmpty();
        });
    }

    @Test
    void whatWasSentOnceStaysSentWhateverAttemptsFollow() throws Exception {
        // Given
        DeadLetter letter = letters(1).get(0);
        ReplayLedger ledger = ledger("ann");
        SendOutcome notSent = new SendOutcome.NotSent(new PermanentException("no such stream"));
        ReplayOptions plain = new ReplayOptions(false, false, 3, 10);

        // When / Then
        assertThat(Plan.of(letter, "t", history.states(letter), plain).refusal())
                .isEmpty();
        claim(ledger, letter, 1);
        assertThat(refusal(letter, plain)).isEqualTo(ReplayResult.Kind.UNCERTAIN);
        ledger.settle(letter, 1, notSent);
        Plan second = Plan.of(letter, "t", history.states(letter), plain);
        assertThat(second.refusal()).isEmpty();
        assertThat(second.attempt()).isEqualTo(2);
        claim(ledger, letter, 2);
        ledger.settle(letter, 2, SENT);
        claim(ledger, letter, 3);
        ledger.settle(letter, 3, notSent);
        assertThat(refusal(letter, plain)).isEqualTo(ReplayResult.Kind.ALREADY_REPLAYED);
        assertThat(Plan.of(letter, "t", history.states(letter), new ReplayOptions(false, true, 3, 10))
                        .attempt())
                .isEqualTo(4);
        assertThat(history.attempts(letter))
                .extracting(Attempt::state)
                .containsExactly(Attempt.State.NOT_SENT, Attempt.State.SENT, Attempt.State.NOT_SENT);
    }

    @Test
    void aDeadLetterAtThePositionOfAReplayIsThatRecordComingBack() throws Exception {
        // Given: every second of ten records is a replay, and in another shard the position of one that is none
        List<DeadLetter> letters = letters(10);
        ReplayLedger ledger = ledger("ann");
        for (int i = 0; i < 10; i += 2) {
            returned(ledger, letters.get(i), SHARD, i + 1);
        }
        returned(ledger, letters.get(1), "shardId-000000000001", 7);

        // When
        Returns returns = new Returns(client, place);
        List<Integer> counts = counts(returns, letters);
        List<Integer> again = counts(returns, letters.subList(4, 8));

        // Then
        assertThat(counts).containsExactly(1, 0, 3, 0, 5, 0, 7, 0, 9, 0);
        assertThat(again).as("of a second batch of the same shard").containsExactly(5, 0, 7, 0);
        assertThat(returns.marked(letters.get(4)).mark().first())
                .hasValue(letters.get(4).id());
    }

    @Test
    void aLedgerThatCannotBeWrittenIsTold() throws Exception {
        // Given
        DeadLetter letter = letters(1).get(0);
        S3Bucket missing = new S3Bucket(context, client, "no-such-bucket");
        context.addService(missing);
        ReplayLedger ledger = new ReplayLedger(missing, place, Clock.systemUTC(), "ann");

        // When / Then
        assertThatThrownBy(() -> claim(ledger, letter, 1))
                .isInstanceOf(PermanentException.class)
                .hasMessageContaining("no-such-bucket/ledger-of-dead-letters/records/" + letter.recordName())
                .hasMessageContaining("404 NoSuchBucket");
    }

    @Test
    void theLedgerLiesBesideTheDeadLettersAndNeitherPrefixBeginsTheOther() {
        assertThat(ledgerOf("dead-letters/")).isEqualTo("ledger-of-dead-letters/");
        assertThat(ledgerOf("prod/rejected/")).isEqualTo("prod/ledger-of-rejected/");
        assertThat(ledgerOf("")).isEqualTo("ledger-of-dead-letters/");
    }

    private static String ledgerOf(String prefix) {
        return new DeadLetterSettings("bucket", new Prefix(prefix)).ledger().value();
    }

    private ReplayResult.Kind refusal(DeadLetter letter, ReplayOptions options) {
        return Plan.of(letter, "t", history.states(letter), options)
                .refusal()
                .orElseThrow()
                .kind();
    }

    private static boolean claim(ReplayLedger ledger, DeadLetter letter, int number) {
        return ledger.claim(letter, number, "stream events", letter.mark().next(letter.id()));
    }

    private static void returned(ReplayLedger ledger, DeadLetter at, String shard, int count) {
        ReplayMark mark = new ReplayMark(count, java.util.Optional.of(at.id()));
        ledger.willReturn(
                at, at.source(), new SendOutcome.Sent(shard, at.record().position()), mark);
    }

    private static List<Integer> counts(Returns returns, List<DeadLetter> letters) {
        return letters.stream()
                .map(letter -> returns.marked(letter).mark().count())
                .toList();
    }

    private List<DeadLetter> letters(int count) throws Exception {
        bucket.write(
                "events",
                IntStream.range(0, count)
                        .mapToObj(i -> kinesis(i, "value-" + i))
                        .toArray(Rejection[]::new));
        List<DeadLetter> letters = new ArrayList<>();
        try (DeadLetterReader reader =
                new DeadLetterReader(client, place, DeadLetterFilter.of(Set.of()), problem -> {})) {
            reader.forEachRemaining(letters::add);
        }
        return letters;
    }

    private ReplayLedger ledger(String operator) throws Exception {
        S3Bucket objects = new S3Bucket(context, client, bucket.name);
        context.addService(objects);
        Clock clock = Clock.fixed(Instant.parse("2025-01-20T00:00:00Z"), ZoneOffset.UTC);
        return new ReplayLedger(objects, place, clock, operator);
    }
}
