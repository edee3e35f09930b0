package dev.caravan.object;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.caravan.record.BatchRange;
import dev.caravan.record.KafkaPosition;
import dev.caravan.record.KinesisPosition;
import dev.caravan.record.SourcePartition;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ObjectKeyTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "/a",
                "a/",
                "a//b",
                "a/../b",
                "../a",
                "a/..",
                "./a",
                "a/.",
                "a/${env.HOME}",
                "$simple{body}",
                "a b",
                "a\n",
                "a\u202Eb",
                "%2",
                "%zz",
                "%2f",
                "a\\b",
                "a?b",
                "a#b"
            })
    void whatMeansSomethingToSomebodyIsNoKey(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> new ObjectKey(text));
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", "lake/dt=2025-01-19/hour=12/x.json.gz", "a/..b/c..", "...", "a=%2E%2E%2F"})
    void plainSegmentsAreKeys(String text) {
        assertThat(new ObjectKey(text).value()).isEqualTo(text);
    }

    @Test
    void aKeyHasAtMost1024Bytes() {
        assertThat(new ObjectKey("k".repeat(1024)).value()).hasSize(1024);
        assertThatIllegalArgumentException().isThrownBy(() -> new ObjectKey("k".repeat(1025)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/a", "a//b", "..", "a/../b", "a b", "${header.x}"})
    void whatCannotBeginAKeyIsNoPrefix(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> new Prefix(text)).withMessageContaining("got " + text);
    }

    @Test
    void aPrefixEndsWithASlash() {
        assertThat(new Prefix("a/b").value()).isEqualTo("a/b/");
        assertThat(new Prefix("a/b/").value()).isEqualTo("a/b/");
        assertThat(new Prefix("").value()).isEmpty();
    }

    @Test
    void anObjectIsNamedByTheStartOfItsBatch() {
        // Given
        BatchRange range = Batches.range(42, 99);

        // When
        ObjectName name = ObjectName.of(new Prefix("lake/dt=2025-01-19"), range, ".json.gz");

        // Then
        assertThat(name.key().value()).isEqualTo("lake/dt=2025-01-19/clicks-3-00000000000000000042-0123abcd.json.gz");
        assertThat(name.keyWithEnd().value())
                .isEqualTo("lake/dt=2025-01-19/clicks-3-00000000000000000042-0123abcd-00000000000000000099.json.gz");
    }

    @Test
    void aKinesisObjectHasFixedWidthPositions() {
        // Given
        KinesisPosition start = new KinesisPosition("49590338271490256608559692538361571095921575989136588898", 2);
        BatchRange range = new BatchRange(
                new SourcePartition("UserActivityStream", "shardId-000000000000", "0123abcd"),
                start,
                start,
                Optional.empty(),
                "00112233");

        // When
        ObjectName name = ObjectName.of(new Prefix(""), range, ".json.gz");

        // Then
        assertThat(name.key().value())
                .isEqualTo("UserActivityStream-shardId-000000000000-"
                        + "49590338271490256608559692538361571095921575989136588898.0000000002-0123abcd.json.gz");
    }

    @Test
    void aSourceNameCannotLeaveItsSegment() {
        // Given
        BatchRange range = new BatchRange(
                new SourcePartition("../${env.X}", "0", "0123abcd"),
                new KafkaPosition(0),
                new KafkaPosition(0),
                Optional.empty(),
                "00112233");

        // When
        ObjectName name = ObjectName.of(new Prefix("p"), range, ".json");

        // Then
        assertThat(name.key().value()).startsWith("p/..%2F%24%7Benv.X%7D-0-0000");
    }
}
