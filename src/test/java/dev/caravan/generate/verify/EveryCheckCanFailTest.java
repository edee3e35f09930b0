package dev.caravan.generate.verify;

import static org.assertj.core.api.Assertions.assertThat;

import dev.caravan.generate.profile.TargetKind;
import dev.caravan.generate.sequence.GeneratedRecord;
import dev.caravan.generate.truth.Truth;
import dev.caravan.generate.verify.VerifyTargets.AthenaAccess;
import dev.caravan.testing.SharedServices;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.services.athena.AthenaClient;

/** Plants one fault after the other among records that arrived well. */
@Timeout(180)
class EveryCheckCanFailTest {

    private static final String COUNT = "Kinesis -> S3: good records, Athena count";
    private static final String IDS = "Kinesis -> S3: distinct event_id";
    private static final String ACTIONS = "Kinesis -> S3: per action (5 rows)";
    private static final String ITEMS = "Kafka -> DynamoDB: items";
    private static final String REPLICA = "Kafka -> topic 2 -> S3: Athena count, distinct";
    private static final String LETTERS = "dead letters, per reason";
    private static final String SEED = "the first seed's own query on its own layout";
    private static final String CONDITION = "the second seed's query, a condition on one action";
    private static final String PLACES = "records misplaced among dt=/hour= partitions";

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
    private static final GeneratedRecord ONE = Scenario.original(KINESIS, 50);
    private static final GeneratedRecord CLICK = withAction(KAFKA, "click");
    private static final GeneratedRecord PURCHASE = withAction(KAFKA, "purchase");

    private record Fault(String name, Consumer<Arrivals> plant, List<String> failing) {
        static Fault of(String name, Consumer<Arrivals> plant, String... failing) {
            return new Fault(name, plant, List.of(failing));
        }

        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Fault> faults() {
        return Stream.of(
                Fault.of(
                        "a record of Kinesis is lost",
                        all -> all.loseFromLake(Arrivals.KINESIS_PREFIX, ONE),
                        COUNT,
                        IDS,
                        ACTIONS,
                        PLACES),
                Fault.of(
                        "a record of Kinesis is doubled",
                        all -> all.lake(Arrivals.KINESIS_PREFIX, List.of(ONE)),
                        COUNT,
                        IDS,
                        ACTIONS,
                        PLACES),
                Fault.of(
                        "a record of Kinesis has another action",
                        all -> all.rewriteLake(Arrivals.KINESIS_PREFIX, "\"login\"", changed("login", "logout")),
                        ACTIONS),
                Fault.of(
                        "a record of Kinesis has another id",
                        all -> all.rewriteLake(Arrivals.KINESIS_PREFIX, id(ONE), changed(id(ONE), stranger(ONE))),
                        IDS),
                Fault.of("an item is lost", all -> all.deleteItem(id(CLICK)), ITEMS),
                Fault.of("an item is a stranger", all -> all.item(stranger(CLICK)), ITEMS),
                Fault.of(
                        "a record of the second topic is lost",
                        all -> all.loseFromLake(Arrivals.KAFKA_PREFIX, CLICK),
                        REPLICA,
                        PLACES),
                Fault.of(
                        "a record of the second topic is doubled",
                        all -> all.lake(Arrivals.KAFKA_PREFIX, List.of(CLICK)),
                        REPLICA,
                        PLACES),
                Fault.of(
                        "a record of the second topic has another action",
                        all -> all.rewriteLake(Arrivals.KAFKA_PREFIX, id(PURCHASE), changed("purchase", "click")),
                        CONDITION),
                Fault.of(
                        "a dead letter is lost",
                        all -> all.rewriteLake(Arrivals.DEAD_LETTERS, "not-json", line -> List.of()),
                        LETTERS),
                Fault.of(
                        "a dead letter is doubled",
                        all -> all.rewriteLake(Arrivals.DEAD_LETTERS, "not-json", line -> List.of(line, line)),
                        LETTERS),
                Fault.of(
                        "a good record is a dead letter too",
                        all -> all.lakeObject(
                                Arrivals.DEAD_LETTERS + "source=UserActivityStream/dt=2026-11-21",
                                Arrivals.deadLetter("kinesis-to-s3", "too-large", ONE.data())),
                        LETTERS),
                Fault.of(
                        "a dead letter has another reason",
                        all -> all.rewriteLake(
                                Arrivals.DEAD_LETTERS, "missing-field", changed("missing-field", "wrong-type")),
                        LETTERS),
                Fault.of(
                        "a dead letter has another route",
                        all -> all.rewriteLake(
                                Arrivals.DEAD_LETTERS, "kafka-to-dynamodb", changed("kafka-to-dynamodb", "elsewhere")),
                        LETTERS),
                Fault.of(
                        "a dead letter has other bytes",
                        all -> all.rewriteLake(
                                Arrivals.DEAD_LETTERS,
                                "not-json",
                                line -> List.of(line.replaceAll("\"record\":\"[^\"]+\"", "\"record\":\"eQ==\""))),
                        LETTERS),
                Fault.of("a record in the seed's layout is doubled", all -> all.seedLayout(List.of(ONE)), SEED),
                Fault.of(
                        "a record lies in another hour",
                        all -> {
                            all.loseFromLake(Arrivals.KINESIS_PREFIX, ONE);
                            all.lakeObject(Arrivals.KINESIS_PREFIX + "dt=2020-01-01/hour=00", Arrivals.text(ONE));
                        },
                        PLACES));
    }

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

    @ParameterizedTest
    @MethodSource("faults")
    void theChecksThatAFaultConcernsFailAndNoOther(Fault fault) {
        // Given
        fault.plant().accept(ARRIVALS);

        // When
        List<Check> checks = verify();

        // Then
        assertThat(checks)
                .filteredOn(check -> !check.passed())
                .as(new CheckTable(checks).text())
                .allSatisfy(check -> assertThat(check.detail()).isNotEmpty())
                .extracting(Check::name)
                .containsExactlyElementsOf(fault.failing());
    }

    @Test
    void noCheckIsWithoutAFault() {
        assertThat(verify()).allMatch(Check::passed).extracting(Check::name).allSatisfy(name -> assertThat(faults())
                .anyMatch(fault -> fault.failing().contains(name)));
    }

    private static List<Check> verify() {
        AthenaAccess access = new AthenaAccess("caravan", Optional.empty(), "primary", Duration.ofSeconds(30));
        return new Verifier(CLIENT, SharedServices.dynamoDbClient(), SharedServices.s3Client())
                .verify(TRUTH, Scenario.targets(ARRIVALS, access, "seed_layout"));
    }

    private static Function<String, List<String>> changed(String from, String to) {
        return line -> List.of(line.replace(from, to));
    }

    private static GeneratedRecord withAction(List<GeneratedRecord> records, String action) {
        int from = 0;
        while (true) {
            GeneratedRecord found = Scenario.original(records, from);
            if (new String(found.data(), StandardCharsets.UTF_8).contains('"' + action + '"')) {
                return found;
            }
            from = (int) found.index() + 1;
        }
    }

    private static String id(GeneratedRecord generated) {
        return Arrivals.json(generated).get("event_id").asText();
    }

    /** An id that was never sent, of the same form. */
    private static String stranger(GeneratedRecord generated) {
        String id = id(generated);
        return id.substring(0, id.length() - 1) + (id.endsWith("0") ? '1' : '0');
    }
}
