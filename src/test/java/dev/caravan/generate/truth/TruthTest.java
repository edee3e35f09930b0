package dev.caravan.generate.truth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.caravan.generate.TestProfiles;
import dev.caravan.generate.profile.Profile;
import dev.caravan.generate.profile.TargetKind;
import dev.caravan.generate.sequence.GeneratedRecord;
import dev.caravan.generate.sequence.RecordSequence;
import dev.caravan.generate.sequence.RunKey;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TruthTest {

    private static final Instant START = Instant.parse("2026-11-21T10:00:00Z");
    private static final Clock CLOCK = Clock.fixed(START.plusSeconds(5), ZoneOffset.UTC);
    private static final Pattern ID = Pattern.compile("\"event_id\":\"([^\"]+)\"");

    @TempDir
    Path directory;

    @Test
    void theCountsAreThoseOfTheRecords() {
        // Given
        RunTruth truth = run(TargetKind.KINESIS, 10_000, 1);
        List<GeneratedRecord> records = records(TargetKind.KINESIS, 10_000, 1);
        List<String> goodIds = records.stream()
                .filter(GeneratedRecord::good)
                .map(TruthTest::id)
                .toList();

        // Then
        assertThat(truth.sent()).isEqualTo(10_000);
        assertThat(truth.good()).isEqualTo(9_900).isEqualTo(goodIds.size());
        assertThat(truth.distinctIds()).isEqualTo(new HashSet<>(goodIds).size());
        assertThat(truth.bad())
                .isEqualTo(Map.of("not-json", 25L, "missing-field", 25L, "wrong-type", 25L, "invalid-utf8", 25L));
        assertThat(truth.groups()).containsOnlyKeys("click", "login", "logout", "purchase", "signup");
        assertThat(sum(truth.groups())).isEqualTo(9_900);
        assertThat(sum(truth.partitions())).isEqualTo(9_900);
        assertThat(truth.partitions()).containsKey("dt=2026-11-21/hour=10").hasSizeGreaterThan(40);
        assertThat(truth.late()).isBetween(500L, 520L);
    }

    @Test
    void withoutValidationOnlyWhatIsNoJsonObjectIsMissing() {
        // Given
        RunTruth truth = run(TargetKind.KINESIS, 10_000, 1);

        // Then
        assertThat(truth.unvalidated().kept()).isEqualTo(9_950);
        assertThat(truth.unvalidated().withoutGroup()).isBetween(1L, 20L);
        assertThat(sum(truth.unvalidated().groups()))
                .isEqualTo(9_950 - truth.unvalidated().withoutGroup());
    }

    @Test
    void theIdsOfTheGoodRecordsCanBeMadeAgainFromTheTruthAlone() throws IOException {
        // Given
        Path file = directory.resolve("TRUTH.json");
        new Truth(List.of(run(TargetKind.KAFKA, 3_000, 9))).write(file);
        List<String> sent = records(TargetKind.KAFKA, 3_000, 9).stream()
                .filter(GeneratedRecord::good)
                .map(TruthTest::id)
                .toList();

        // When
        List<String> again = new ArrayList<>();
        Truth.read(file).runs().get(0).goodIds(again::add);

        // Then
        assertThat(again).isEqualTo(sent).hasSize(2_970);
    }

    @Test
    void anInterruptedThreadWritesWhatWasSentAndStaysInterrupted() throws IOException {
        // Given
        Path file = directory.resolve("truth.json");
        Truth sent = new Truth(List.of(run(TargetKind.KINESIS, 1_000, 1)));

        // When
        Thread.currentThread().interrupt();
        sent.append(file);

        // Then
        assertThat(Thread.interrupted()).isTrue();
        assertThat(Truth.read(file)).isEqualTo(sent);
    }

    @Test
    void theFileHoldsAllRunsAndNothingIsLeftBeside() throws IOException {
        // Given
        Path file = directory.resolve("deep/TRUTH.json");
        Truth first = new Truth(List.of(run(TargetKind.KINESIS, 1_000, 1), run(TargetKind.KAFKA, 1_000, 1)));
        Truth second = new Truth(List.of(run(TargetKind.KINESIS, 2_000, 2)));

        // When
        first.append(file);
        Truth whole = second.append(file);

        // Then
        assertThat(Truth.read(file)).isEqualTo(whole).isEqualTo(first.and(second));
        assertThat(whole.totals(TargetKind.KINESIS).good()).isEqualTo(990 + 1_980);
        assertThat(whole.totals(TargetKind.KAFKA).good()).isEqualTo(990);
        assertThat(whole.totals(TargetKind.KINESIS).distinctIds())
                .isEqualTo(
                        first.runs().get(0).distinctIds() + second.runs().get(0).distinctIds());
        try (Stream<Path> files = Files.list(file.getParent())) {
            assertThat(files).containsExactly(file);
        }
    }

    @Test
    void theSameRunTwiceHasTheSameIdsAndTheyCountOnce() {
        // Given
        RunTruth run = run(TargetKind.KINESIS, 1_000, 1);

        // When
        Totals totals = new Truth(List.of(run, run)).totals(TargetKind.KINESIS);

        // Then
        assertThat(totals.good()).isEqualTo(1_980);
        assertThat(totals.distinctIds()).isEqualTo(run.distinctIds());
    }

    @Test
    void theSameSeedAndStartGiveTheSameFile() throws IOException {
        // Given
        Path one = directory.resolve("one.json");
        Path other = directory.resolve("other.json");

        // When
        new Truth(List.of(run(TargetKind.KINESIS, 500, 3))).write(one);
        new Truth(List.of(run(TargetKind.KINESIS, 500, 3))).write(other);

        // Then
        assertThat(Files.readString(one)).isEqualTo(Files.readString(other));
    }

    @Test
    void aFileThatIsNoTruthIsNamed() throws IOException {
        // Given
        Path file = Files.writeString(directory.resolve("x.json"), "{\"version\": 1}");

        // When / Then
        assertThatThrownBy(() -> Truth.read(file))
                .isInstanceOf(IOException.class)
                .hasMessageStartingWith("cannot read the truth file " + file);
    }

    private static RunTruth run(TargetKind kind, long total, long seed) {
        Tally tally = new Tally(CLOCK);
        records(kind, total, seed).forEach(tally::acknowledged);
        return tally.truth(profile(kind, total, seed), key(kind, seed));
    }

    private static List<GeneratedRecord> records(TargetKind kind, long total, long seed) {
        RecordSequence sequence = new RecordSequence(profile(kind, total, seed), key(kind, seed));
        return LongStream.range(0, total).mapToObj(sequence::record).toList();
    }

    private static Profile profile(TargetKind kind, long total, long seed) {
        return TestProfiles.userActivity(kind, total).withSeed(seed);
    }

    private static RunKey key(TargetKind kind, long seed) {
        return new RunKey("user-activity", kind, seed, START);
    }

    private static String id(GeneratedRecord generated) {
        Matcher matcher = ID.matcher(new String(generated.data(), StandardCharsets.UTF_8));
        assertThat(matcher.find()).isTrue();
        return matcher.group(1);
    }

    private static long sum(Map<String, Long> counts) {
        return counts.values().stream().mapToLong(Long::longValue).sum();
    }
}
