package dev.caravan.generate.sequence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.caravan.generate.TestProfiles;
import dev.caravan.generate.profile.BadKind;
import dev.caravan.generate.profile.Profile;
import dev.caravan.generate.profile.TargetKind;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class RecordSequenceTest {

    private static final Instant START = Instant.parse("2026-11-21T10:00:00Z");
    private static final JsonMapper STRICT = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    @Test
    void theSharesAreExact() {
        // When
        List<GeneratedRecord> records = records(10_000);

        // Then
        Map<BadKind, Long> bad = records.stream()
                .map(GeneratedRecord::slot)
                .filter(Slot.Bad.class::isInstance)
                .collect(Collectors.groupingBy(slot -> ((Slot.Bad) slot).kind(), Collectors.counting()));
        assertThat(bad)
                .containsOnly(
                        Map.entry(BadKind.NOT_JSON, 25L),
                        Map.entry(BadKind.MISSING_FIELD, 25L),
                        Map.entry(BadKind.WRONG_TYPE, 25L),
                        Map.entry(BadKind.INVALID_UTF8, 25L));
        assertThat(records)
                .filteredOn(generated -> generated.slot() instanceof Slot.Repeat)
                .hasSize(100);
        assertThat(records)
                .filteredOn(generated -> generated.slot().equals(new Slot.Good(true)))
                .hasSize(500);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 17, 64, 1000})
    void theShuffleIsAPermutation(long size) {
        // Given
        Shuffle shuffle = new Shuffle(size, key(TargetKind.KINESIS, 7).randomness());

        // When
        List<Long> positions =
                LongStream.range(0, size).map(shuffle::position).boxed().toList();

        // Then
        assertThat(positions)
                .containsExactlyInAnyOrderElementsOf(
                        LongStream.range(0, size).boxed().toList());
    }

    @Test
    void badRecordsAreSpreadOverTheRun() {
        // When
        List<GeneratedRecord> records = records(10_000);

        // Then
        for (int tenth = 0; tenth < 10; tenth++) {
            assertThat(records.subList(tenth * 1000, tenth * 1000 + 1000))
                    .as("tenth %s", tenth)
                    .filteredOn(generated -> !generated.good())
                    .hasSizeBetween(1, 30);
        }
    }

    @Test
    void aRepeatIsTheSameBytesAsAnEarlierGoodRecord() {
        // Given
        List<GeneratedRecord> records = records(2_000);

        // Then
        for (GeneratedRecord generated : records) {
            if (generated.slot() instanceof Slot.Repeat repeat) {
                GeneratedRecord original = records.get((int) repeat.of());
                assertThat(repeat.of()).isLessThan(generated.index());
                assertThat(original.slot()).isInstanceOf(Slot.Good.class);
                assertThat(generated.data()).isEqualTo(original.data());
                assertThat(generated.partitionKey()).isEqualTo(original.partitionKey());
            }
        }
    }

    @Test
    void theSameSeedAndStartGiveTheSameBytesInAnyOrder() {
        // Given
        RecordSequence forwards = sequence(3_000, key(TargetKind.KINESIS, 7));
        RecordSequence backwards = sequence(3_000, key(TargetKind.KINESIS, 7));
        byte[][] first = new byte[3_000][];

        // When
        for (int index = 0; index < first.length; index++) {
            first[index] = forwards.record(index).data();
        }

        // Then
        for (int index = first.length - 1; index >= 0; index--) {
            assertThat(backwards.record(index).data()).isEqualTo(first[index]);
        }
    }

    @Test
    void anotherSeedStartOrTargetGivesOtherEventIds() {
        // Given
        Set<String> ids = new HashSet<>();
        List<RunKey> keys = List.of(
                key(TargetKind.KINESIS, 7),
                key(TargetKind.KINESIS, 8),
                key(TargetKind.KAFKA, 7),
                new RunKey("user-activity", TargetKind.KINESIS, 7, START.plusSeconds(1)));

        // When
        for (RunKey key : keys) {
            Slots slots = new Slots(key, new Composition(1_000, 0, List.of(), 0, 0));
            LongStream.range(0, 1_000).forEach(index -> ids.add(slots.id(index).toString()));
        }

        // Then
        assertThat(ids)
                .hasSize(4_000)
                .allMatch(id -> id.matches("[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}"));
        assertThat(keys.stream().map(RunKey::runId)).doesNotHaveDuplicates();
    }

    @Test
    void aGoodRecordHasTheSeedsShapeAndItsEventTime() throws Exception {
        // When
        for (GeneratedRecord generated : records(2_000)) {
            if (generated.good()) {
                JsonNode json = STRICT.readTree(generated.data());

                // Then
                assertThat(json.fieldNames())
                        .toIterable()
                        .containsExactly("event_id", "user_id", "action", "timestamp");
                assertThat(json).allMatch(JsonNode::isTextual);
                assertThat(json.get("user_id").asInt()).isBetween(1, 10);
                assertThat(generated.partitionKey())
                        .isEqualTo(json.get("user_id").asText());
                assertThat(generated.group()).contains(json.get("action").asText());
                Instant time = Instant.parse(json.get("timestamp").asText());
                assertThat(generated.eventTime()).contains(time);
                assertThat(json.get("timestamp").asText()).hasSize("2026-11-21T10:00:00Z".length());
                assertThat(Duration.between(time, START))
                        .isBetween(
                                generated.late() ? Duration.ofSeconds(1) : Duration.ZERO,
                                generated.late() ? Duration.ofDays(2) : Duration.ZERO);
            }
        }
    }

    @ParameterizedTest
    @EnumSource(BadKind.class)
    void aBadRecordIsBadInItsOwnWayOnly(BadKind kind) throws Exception {
        // Given
        List<GeneratedRecord> bad = records(10_000).stream()
                .filter(generated -> generated.slot().equals(new Slot.Bad(kind)))
                .toList();

        // Then
        assertThat(bad).hasSize(25);
        for (GeneratedRecord generated : bad) {
            byte[] data = generated.data();
            switch (kind) {
                case NOT_JSON -> {
                    decode(data);
                    assertThatThrownBy(() -> STRICT.readTree(data)).isInstanceOf(JsonProcessingException.class);
                }
                case INVALID_UTF8 -> {
                    assertThatThrownBy(() -> decode(data)).isInstanceOf(CharacterCodingException.class);
                    assertThat(STRICT.readTree(new String(data, StandardCharsets.UTF_8)))
                            .hasSize(4);
                }
                case MISSING_FIELD -> {
                    assertThat(STRICT.readTree(data)).hasSize(3).allMatch(JsonNode::isTextual);
                    assertThat(generated.group().isPresent())
                            .isEqualTo(STRICT.readTree(data).has("action"));
                }
                case WRONG_TYPE -> {
                    assertThat(STRICT.readTree(data)).hasSize(4);
                    assertThat(STRICT.readTree(data).get("user_id").isIntegralNumber())
                            .isTrue();
                }
            }
        }
    }

    @Test
    void theSeedsOwnProfileHasNoEventIdAndNoFaults() throws Exception {
        // Given
        Profile profile = TestProfiles.seedKinesis(500);
        RecordSequence sequence = new RecordSequence(profile, key(TargetKind.KINESIS, 1));

        // When
        GeneratedRecord last = sequence.record(499);

        // Then
        assertThat(STRICT.readTree(last.data()).fieldNames())
                .toIterable()
                .containsExactly("user_id", "action", "timestamp");
        assertThat(last.eventTime()).contains(START.plusSeconds(4));
        assertThat(LongStream.range(0, 500).mapToObj(sequence::record)).allMatch(GeneratedRecord::good);
    }

    @Test
    void aHundredThousandRecordsTakeLessThanTwoSecondsOfTheProcessor() {
        // Given
        RecordSequence sequence = sequence(100_000, key(TargetKind.KAFKA, 7));
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();

        // When
        long start = threads.getCurrentThreadCpuTime();
        long bytes = LongStream.range(0, 100_000)
                .map(index -> sequence.record(index).data().length)
                .sum();
        Duration taken = Duration.ofNanos(threads.getCurrentThreadCpuTime() - start);

        // Then
        assertThat(bytes).isBetween(10_000_000L, 20_000_000L);
        assertThat(taken).isLessThan(Duration.ofSeconds(2));
    }

    private static List<GeneratedRecord> records(long total) {
        RecordSequence sequence = sequence(total, key(TargetKind.KINESIS, 7));
        return LongStream.range(0, total).mapToObj(sequence::record).toList();
    }

    private static RecordSequence sequence(long total, RunKey key) {
        return new RecordSequence(TestProfiles.userActivity(total), key);
    }

    private static RunKey key(TargetKind kind, long seed) {
        return new RunKey("user-activity", kind, seed, START);
    }

    private static void decode(byte[] data) throws CharacterCodingException {
        StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(data));
    }
}
