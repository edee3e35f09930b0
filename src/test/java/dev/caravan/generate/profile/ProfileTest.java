package dev.caravan.generate.profile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProfileTest {

    private static final Map<String, String> PROPERTIES =
            Map.of("kinesis.stream", "UserActivityStream", "kafka.topic", "user-activity");

    @TempDir
    Path directory;

    @Test
    void theShippedUserActivityProfileLoads() {
        // When
        Profile profile = Profile.load(Path.of("generator/user-activity.yaml"), PROPERTIES);

        // Then
        assertThat(profile.targets())
                .containsOnly(
                        Map.entry(TargetKind.KINESIS, "UserActivityStream"),
                        Map.entry(TargetKind.KAFKA, "user-activity"));
        assertThat(profile.total()).isEqualTo(10_000);
        assertThat(profile.pace()).isEqualTo(new Pace.Unlimited());
        assertThat(profile.fields())
                .containsExactly(
                        new Field.Uuid("event_id"),
                        new Field.IntegerRange("user_id", 1, 10),
                        new Field.Choice("action", List.of("click", "login", "logout", "purchase", "signup")),
                        new Field.Timestamp("timestamp", 0.05, Duration.ofDays(2)));
        assertThat(profile.bad()).isEqualTo(new BadRecords(0.01, List.of(BadKind.values())));
        assertThat(profile.repeatShare()).isEqualTo(0.01);
    }

    @Test
    void theShippedSeedProfileSendsFiftyRecordsEachHalfSecond() {
        // When
        Profile profile = Profile.load(Path.of("generator/seed-kinesis.yaml"), PROPERTIES);

        // Then
        assertThat(profile.pace()).isEqualTo(new Pace.Bursts(50, Duration.ofMillis(500)));
        assertThat(profile.pace().due(149)).isEqualTo(Duration.ofSeconds(1));
        assertThat(profile.total()).isEqualTo(10_000);
        assertThat(profile.idField()).isEmpty();
        assertThat(profile.bad()).isEqualTo(BadRecords.none());
    }

    @Test
    void allProblemsAreReportedAtOnce() throws IOException {
        // Given
        Path file = file("""
                name: broken
                targets: { kinesis: "{{kinesis.strema}}", kinesys: x }
                total: many
                colour: red
                burst: { size: 0, interval: 5 minutes }
                rate: 7
                partition-key: user
                fields:
                  user_id: { type: number }
                  action: { type: choice, values: [] }
                  timestamp: { type: timestamp, late-share: 0.5 }
                bad: { share: 1.5, kinds: [not-json, wrong] }
                """);

        // When / Then
        assertThatExceptionOfType(ProfileException.class)
                .isThrownBy(() -> Profile.load(file, PROPERTIES))
                .satisfies(refused -> assertThat(refused.problems())
                        .containsExactly(
                                file
                                        + ":2: targets: kinesis: {{kinesis.strema}}: expected the property kinesis.strema to be set",
                                file + ":2: targets: kinesys: x: expected no such key; known are kinesis, kafka",
                                file + ":3: total: many: expected a whole number from 1 to 1000000000000",
                                file + ":5: burst: size: 0: expected a whole number from 1 to 1000000",
                                file
                                        + ":5: burst: interval: 5 minutes: expected a duration above 0, as 500ms, 0.5s, 5m, 1h or 2d",
                                file + ":6: rate: 7.0: expected either a rate or bursts",
                                file
                                        + ":9: fields: user_id: type: number: expected one of choice, integer, uuid, timestamp",
                                file + ":10: fields: action: values: []: expected a list of texts",
                                file
                                        + ":11: fields: timestamp: max-late: missing: expected 1s or more, since late-share is above 0",
                                file + ":12: bad: share: 1.5: expected a share from 0 to 1, as 0.05",
                                file
                                        + ":12: bad: kinds: wrong: expected a list of not-json, missing-field, wrong-type, invalid-utf8",
                                file
                                        + ":4: colour: red: expected no such key; known are name, targets, total, seed, rate, burst,"
                                        + " fields, partition-key, bad, repeat"));
    }

    @Test
    void aPartitionKeyThatIsNoFieldAndSharesAboveTheWholeAreRefused() throws IOException {
        // Given
        Path file = file("""
                name: shares
                targets: { kafka: clicks }
                partition-key: user
                fields: { id: { type: uuid } }
                bad: { share: 0.6, kinds: [wrong-type] }
                repeat: { share: 0.6 }
                """);

        // When / Then
        assertThatExceptionOfType(ProfileException.class)
                .isThrownBy(() -> Profile.load(file, PROPERTIES))
                .satisfies(refused -> assertThat(refused.problems())
                        .containsExactly(
                                file + ":3: partition-key: user: expected one of the fields id",
                                file
                                        + ":5: bad: kinds: wrong-type: expected a field of type integer, whose quotes are left out",
                                file + ": bad, repeat, late-share: 1.2: expected together not more than 1"));
    }

    @Test
    void aKeyThatIsGivenTwiceIsRefusedWithItsLine() throws IOException {
        // Given
        Path file = file("""
                name: twice
                total: 1
                total: 2
                """);

        // When / Then
        assertThatExceptionOfType(ProfileException.class)
                .isThrownBy(() -> Profile.load(file, PROPERTIES))
                .withMessageContaining(file + ":3: Duplicate field 'total'");
    }

    @Test
    void anEmptyOrMissingFileIsRefused() throws IOException {
        // Given
        Path empty = file("");

        // When / Then
        assertThatExceptionOfType(ProfileException.class)
                .isThrownBy(() -> Profile.load(empty, PROPERTIES))
                .withMessageContaining(": nothing: expected a mapping of keys to values");
        assertThatExceptionOfType(ProfileException.class)
                .isThrownBy(() -> Profile.load(directory.resolve("none.yaml"), PROPERTIES))
                .withMessageContaining("no such file");
    }

    private Path file(String yaml) throws IOException {
        return Files.writeString(directory.resolve("profile.yaml"), yaml);
    }
}
