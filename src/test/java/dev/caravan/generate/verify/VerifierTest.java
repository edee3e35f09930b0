package dev.caravan.generate.verify;

import static org.assertj.core.api.Assertions.assertThat;

import dev.caravan.generate.profile.TargetKind;
import dev.caravan.generate.sequence.GeneratedRecord;
import dev.caravan.generate.sequence.Slot;
import dev.caravan.generate.truth.Tally;
import dev.caravan.generate.truth.Truth;
import dev.caravan.generate.verify.VerifyTargets.AthenaAccess;
import dev.caravan.generate.verify.VerifyTargets.ItemTable;
import dev.caravan.generate.verify.VerifyTargets.LakeTable;
import dev.caravan.testing.SharedServices;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import software.amazon.awssdk.services.athena.AthenaClient;

@Timeout(180)
class VerifierTest {

    private static final Duration TIMEOUT = Duration.ofSeconds(30);
    private static final String LOST = "lost: 1 id: ";
    private static final String DOUBLED = "doubled: 1 id: ";

    private static final Arrivals ARRIVALS = new Arrivals();
    private static final AthenaService ATHENA = new AthenaService(new LakeEngine(Map.of(
            "user_activity", new LakeEngine.Location(ARRIVALS.lake(), Arrivals.KINESIS_PREFIX),
            "user_activity_replica", new LakeEngine.Location(ARRIVALS.lake(), Arrivals.KAFKA_PREFIX),
            "seed_layout", new LakeEngine.Location(ARRIVALS.seedBucket(), ""))));
    private static final AthenaClient CLIENT = ATHENA.client();
    private static final List<GeneratedRecord> KINESIS = Scenario.records(TargetKind.KINESIS, 1);
    private static final List<GeneratedRecord> KAFKA = Scenario.records(TargetKind.KAFKA, 1);
    private static final Truth TRUTH =
            new Truth(List.of(Scenario.run(TargetKind.KINESIS, 1, KINESIS), Scenario.run(TargetKind.KAFKA, 1, KAFKA)));

    @BeforeAll
    static void everythingArrives() {
        Scenario.arrive(ARRIVALS, KINESIS, KAFKA);
        ARRIVALS.keep();
    }

    @AfterEach
    void undo() {
        ARRIVALS.undo();
    }

    @AfterAll
    static void stop() {
        CLIENT.close();
        ATHENA.close();
    }

    @Test
    void allChecksPassWhenEverythingArrivedOnce() {
        // When
        CheckTable table = new CheckTable(verify(TRUTH));

        // Then
        assertThat(table.verdict()).as(table.text()).isEqualTo("PASS (9 of 9)");
        assertThat(table.checks())
                .extracting(Check::name)
                .containsExactly(
                        "Kinesis -> S3: good records, Athena count",
                        "Kinesis -> S3: distinct event_id",
                        "Kinesis -> S3: per action (5 rows)",
                        "Kafka -> DynamoDB: items",
                        "Kafka -> topic 2 -> S3: Athena count, distinct",
                        "dead letters, per reason",
                        "the first seed's own query on its own layout",
                        "the second seed's query, a condition on one action",
                        "records misplaced among dt=/hour= partitions");
        assertThat(table.checks()).first().extracting(Check::expected).isEqualTo("396");
        assertThat(check(table.checks(), "dead letters").expected()).isEqualTo("10 in 10");
    }

    @Test
    void theTotalsOfASecondRunMustArriveToo() {
        // Given
        List<GeneratedRecord> moreKinesis = Scenario.records(TargetKind.KINESIS, 2);
        List<GeneratedRecord> moreKafka = Scenario.records(TargetKind.KAFKA, 2);
        Truth both = TRUTH.and(new Truth(List.of(
                Scenario.run(TargetKind.KINESIS, 2, moreKinesis), Scenario.run(TargetKind.KAFKA, 2, moreKafka))));

        // When
        List<Check> early = verify(both);
        Scenario.arrive(ARRIVALS, moreKinesis, moreKafka);
        List<Check> late = verify(both);

        // Then
        assertThat(new CheckTable(early).verdict()).isEqualTo("FAIL (0 of 9)");
        assertThat(new CheckTable(late).verdict())
                .as(new CheckTable(late).text())
                .isEqualTo("PASS (9 of 9)");
        assertThat(late.get(0).expected()).isEqualTo("792");
    }

    @Test
    void aDoubledRecordIsFoundAndNamed() {
        // Given
        GeneratedRecord doubled = Scenario.original(KINESIS, 10);
        ARRIVALS.lake(Arrivals.KINESIS_PREFIX, List.of(doubled));

        // When
        List<Check> checks = verify(TRUTH);

        // Then
        Check count = check(checks, "Kinesis -> S3: good records");
        assertThat(count.passed()).isFalse();
        assertThat(count.found()).isEqualTo("397");
        assertThat(count.detail()).isEqualTo(DOUBLED + id(doubled) + " (expected 1, found 2)");
        assertThat(check(checks, "Kinesis -> S3: distinct").passed()).isFalse();
        assertThat(check(checks, "Kinesis -> S3: per action").detail())
                .startsWith(doubled.group().orElseThrow() + ": expected ");
        assertThat(check(checks, "Kafka -> topic 2").passed()).isTrue();
    }

    @Test
    void oneLostAndOneDoubledRecordDoNotMakeUpForOneAnother() {
        // Given
        GeneratedRecord doubled = Scenario.original(KAFKA, 20);
        GeneratedRecord lost = Scenario.original(KAFKA, 30);
        Arrivals faulty = new Arrivals();
        faulty.lake(
                Arrivals.KAFKA_PREFIX,
                KAFKA.stream()
                        .map(each -> each.index() == lost.index() ? doubled : each)
                        .toList());

        // When
        Check check;
        try (AthenaService service = new AthenaService(new LakeEngine(Map.of(
                        "user_activity_replica", new LakeEngine.Location(faulty.lake(), Arrivals.KAFKA_PREFIX))));
                AthenaClient faultyClient = service.client()) {
            check = check(verifier(faultyClient).verify(TRUTH, targets()), "Kafka -> topic 2");
        }

        // Then
        assertThat(check.passed()).isFalse();
        assertThat(check.expected()).startsWith("396, ");
        assertThat(check.found()).startsWith("396, ").isNotEqualTo(check.expected());
        assertThat(check.detail()).isEqualTo(LOST + id(lost) + "\n" + DOUBLED + id(doubled) + " (expected 1, found 2)");
    }

    @Test
    void aRepeatThatIsLostForADoubledRecordIsFoundAlthoughCountAndDistinctIdsAgree() {
        // Given
        GeneratedRecord doubled = Scenario.original(KAFKA, 20);
        GeneratedRecord lost = KAFKA.stream()
                .filter(each -> each.slot() instanceof Slot.Repeat)
                .findFirst()
                .orElseThrow();
        Arrivals faulty = new Arrivals();
        faulty.lake(
                Arrivals.KAFKA_PREFIX,
                KAFKA.stream()
                        .map(each -> each.index() == lost.index() ? doubled : each)
                        .toList());

        // When
        Check check;
        try (AthenaService service = new AthenaService(new LakeEngine(Map.of(
                        "user_activity_replica", new LakeEngine.Location(faulty.lake(), Arrivals.KAFKA_PREFIX))));
                AthenaClient faultyClient = service.client()) {
            check = check(verifier(faultyClient).verify(TRUTH, targets()), "Kafka -> topic 2");
        }

        // Then
        assertThat(check.found()).isEqualTo(check.expected());
        assertThat(check.passed()).isFalse();
        assertThat(check.detail()).contains(LOST + id(lost) + " (expected 2, found 1)", DOUBLED + id(doubled));
    }

    @Test
    void anItemThatIsMissingAndOneThatWasNeverSentAreFound() {
        // Given
        String missing = id(Scenario.original(KAFKA, 40));
        ARRIVALS.deleteItem(missing);
        ARRIVALS.item("a-stranger");

        // When
        Check items = check(verify(TRUTH), "Kafka -> DynamoDB");

        // Then
        assertThat(items.passed()).isFalse();
        assertThat(items.found()).isEqualTo(items.expected());
        assertThat(items.detail()).isEqualTo(LOST + missing + "\nnever sent: 1 id: a-stranger");
    }

    @Test
    void aRecordInAnotherHoursPartitionIsFound() {
        // Given
        GeneratedRecord misplaced = Scenario.original(KINESIS, 50);
        ARRIVALS.lakeObject(Arrivals.KINESIS_PREFIX + "dt=2020-01-01/hour=00", Arrivals.text(misplaced));

        // When
        Check placement = check(verify(TRUTH), "records misplaced");

        // Then
        assertThat(placement.passed()).isFalse();
        assertThat(placement.found()).isEqualTo("1");
        assertThat(placement.detail())
                .contains("dt=2020-01-01/hour=00/object-", "a record of dt=2026-11-", id(misplaced))
                .contains("Kinesis -> S3: dt=2020-01-01/hour=00: expected 0, found 1");
    }

    @Test
    void aMissingAndADamagedDeadLetterAreFound() {
        // Given
        String damaged = Arrivals.deadLetter("kinesis-to-s3", "not-json", "x".getBytes(StandardCharsets.UTF_8))
                .replaceAll("\"record\":\"[^\"]+\"", "\"record\":\"eQ==\"");
        ARRIVALS.lakeObject(Arrivals.DEAD_LETTERS + "source=UserActivityStream/dt=2026-11-21", damaged);

        // When
        Check letters = check(verify(TRUTH), "dead letters");

        // Then
        assertThat(letters.passed()).isFalse();
        assertThat(letters.detail())
                .contains("kinesis-to-s3 not-json: expected 1, found 2")
                .contains("the SHA-256 is not that of the record at \"1\"");
    }

    @Test
    void whatCannotBeAskedHasFailedAndSaysWhy() {
        // Given
        VerifyTargets all = targets();
        VerifyTargets wrong = new VerifyTargets(
                all.athena(),
                Optional.of(
                        new LakeTable(Optional.of("kinesis-to-s3"), "no-such-table", "no-such-bucket-caravan", "x/")),
                Optional.of(new ItemTable("kafka-to-dynamodb", "no-such-table")),
                Optional.empty(),
                Optional.empty(),
                all.deadLetters());

        // When
        List<Check> checks = verifier(CLIENT).verify(TRUTH, wrong);

        // Then
        assertThat(checks).hasSize(6).noneMatch(Check::passed);
        assertThat(check(checks, "Kinesis -> S3: good records").detail()).contains("is FAILED: ");
        assertThat(check(checks, "Kafka -> DynamoDB").detail()).contains("non-existent table");
        assertThat(check(checks, "records misplaced").detail()).contains("bucket");
    }

    @Test
    void anUncertainRecordWidensTheRange() {
        // Given
        Tally tally = new Tally(Clock.systemUTC());
        KINESIS.forEach(tally::acknowledged);
        tally.uncertain(KINESIS.get(0));
        Truth uncertain = new Truth(
                List.of(tally.truth(Scenario.profile(TargetKind.KINESIS), Scenario.key(TargetKind.KINESIS, 1))));

        // When
        Check before = verify(uncertain).get(0);
        ARRIVALS.lake(Arrivals.KINESIS_PREFIX, List.of(Scenario.original(KINESIS, 10)));
        Check oneMore = verify(uncertain).get(0);
        ARRIVALS.lake(Arrivals.KINESIS_PREFIX, List.of(Scenario.original(KINESIS, 10)));
        Check twoMore = verify(uncertain).get(0);

        // Then
        assertThat(before.expected()).isEqualTo("396..397");
        assertThat(List.of(before.passed(), oneMore.passed(), twoMore.passed())).containsExactly(true, true, false);
    }

    private static List<Check> verify(Truth sent) {
        return verifier(CLIENT).verify(sent, targets());
    }

    private static Verifier verifier(AthenaClient athenaClient) {
        return new Verifier(athenaClient, SharedServices.dynamoDbClient(), SharedServices.s3Client());
    }

    private static Check check(List<Check> checks, String prefix) {
        return checks.stream()
                .filter(check -> check.name().startsWith(prefix))
                .findFirst()
                .orElseThrow();
    }

    private static String id(GeneratedRecord generated) {
        return Arrivals.json(generated).get("event_id").asText();
    }

    private static VerifyTargets targets() {
        return Scenario.targets(
                ARRIVALS, new AthenaAccess("caravan", Optional.empty(), "primary", TIMEOUT), "seed_layout");
    }
}
