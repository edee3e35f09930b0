package dev.caravan.record;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;

/** By default the stored inputs only; {@code mvn -Pfaults -Dfaults=fuzz verify} looks for new ones. */
class RecordParserFuzzTest {

    private static final RecordParser PARSER = new RecordParser(ParseLimits.DEFAULT);
    private static final SourceRecord SOURCE =
            new SourceRecord(new KafkaPosition(0), Instant.EPOCH, null, new byte[0], List.of());
    /** Generous: the machine may be busy with something else. */
    private static final Duration LONG = Duration.ofSeconds(5);

    @Tag("fuzz")
    @Tag("faults")
    @FuzzTest(maxDuration = "60s")
    void whatIsAcceptedIsWhatAStrictReaderReadsAndStaysItWhenWritten(byte[] value) {
        // When
        long begin = System.nanoTime();
        byte[] written;
        try {
            written = written(PARSER.parse(value));
        } catch (RejectedRecordException refused) {
            return;
        } finally {
            assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(LONG);
        }

        // Then
        Object meant = StrictJson.read(new String(written, UTF_8));
        assertThat(meant).isInstanceOf(Map.class);
        assertThat(written(PARSER.parse(written))).isEqualTo(written);
        String text = new String(value, UTF_8);
        assertThat(meant).isEqualTo(StrictJson.read(text.startsWith("\ufeff") ? text.substring(1) : text));
    }

    private static byte[] written(ObjectNode content) {
        return BatchRecord.of(0, SOURCE).withJson(content).bytes();
    }
}
