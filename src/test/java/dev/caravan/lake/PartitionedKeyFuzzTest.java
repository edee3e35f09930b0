package dev.caravan.lake;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.caravan.object.ObjectKey;
import dev.caravan.object.ObjectName;
import dev.caravan.object.Prefix;
import dev.caravan.record.BatchRange;
import dev.caravan.record.KafkaPosition;
import dev.caravan.record.Reason;
import dev.caravan.record.RejectedRecordException;
import dev.caravan.record.SourcePartition;
import java.net.URLDecoder;
import java.util.Optional;
import org.junit.jupiter.api.Tag;

/** By default the stored inputs only; {@code mvn -Pfaults -Dfaults=fuzz verify} looks for new ones. */
class PartitionedKeyFuzzTest {

    private static final String DEFAULT = "__HIVE_DEFAULT_PARTITION__";
    private static final String SAFE = "[A-Za-z0-9._=%-]+";

    private static final Partitioner PARTITIONER =
            Partitioner.parse("field:a,field:b", EventTime.of(EventTime.Form.ISO_8601, 2000, 2099));

    @Tag("fuzz")
    @Tag("faults")
    @FuzzTest(maxDuration = "60s")
    void everyKeyIsSafeAndSaysWhatItWasMadeOf(FuzzedDataProvider data) {
        // Given
        String source = data.consumeString(60);
        String a = data.consumeString(200);
        String b = data.consumeRemainingAsString();

        // When
        String key;
        try {
            key = key(source, a, b);
        } catch (RejectedRecordException refused) {
            assertThat(refused.reason()).isEqualTo(Reason.INVALID_PARTITION_FIELD);
            assertThat(isLongOrHalf(a) || isLongOrHalf(b)).isTrue();
            return;
        }

        // Then
        String[] segments = key.split("/", -1);
        assertThat(segments)
                .hasSize(4)
                .allMatch(segment -> segment.matches(SAFE))
                .doesNotContain(".", "..");
        assertThat(key.length()).isLessThanOrEqualTo(ObjectKey.MAX_BYTES);
        assertThat(segments[0]).isEqualTo("lake");
        assertThat(decoded(segments[1])).isEqualTo("a=" + (a.isEmpty() ? DEFAULT : a));
        assertThat(decoded(segments[2])).isEqualTo("b=" + (b.isEmpty() ? DEFAULT : b));
        assertThat(decoded(segments[3])).isEqualTo(source(source) + "-7-00000000000000000042-0123abcd.json.gz");
    }

    private static String key(String source, String a, String b) {
        ObjectNode record = JsonNodeFactory.instance.objectNode().put("a", a).put("b", b);
        BatchRange range = new BatchRange(
                new SourcePartition(source(source), "7", "0123abcd"),
                new KafkaPosition(42),
                new KafkaPosition(99),
                Optional.empty(),
                "f00d");
        return ObjectName.of(new Prefix("lake/" + PARTITIONER.folders(record)), range, ".json.gz")
                .key()
                .value();
    }

    /** A topic's name is not blank; half a pair in it has no UTF-8 form. */
    private static String source(String text) {
        return "s" + new String(text.getBytes(UTF_8), UTF_8);
    }

    private static boolean isLongOrHalf(String text) {
        return text.getBytes(UTF_8).length > 40 || !UTF_8.newEncoder().canEncode(text);
    }

    private static String decoded(String segment) {
        return URLDecoder.decode(segment.replace("+", "%2B"), UTF_8);
    }
}
