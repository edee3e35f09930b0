package dev.caravan.source;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.caravan.deadletter.DeadLetterWriter;
import dev.caravan.deadletter.DeadLetters;
import dev.caravan.failure.Abandonment;
import dev.caravan.failure.PermanentException;
import dev.caravan.record.BatchRange;
import dev.caravan.record.KafkaPosition;
import dev.caravan.record.Reason;
import dev.caravan.record.Rejection;
import dev.caravan.record.SourcePartition;
import dev.caravan.record.SourceRecord;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.apache.camel.Consumer;
import org.apache.camel.Processor;
import org.apache.camel.Producer;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.Test;

class BatchEndpointTest {

    private final DefaultCamelContext context = new DefaultCamelContext();
    private final BatchEndpoint endpoint = new BatchEndpoint("test-batch:orders", null) {
        @Override
        public Producer createProducer() {
            throw new UnsupportedOperationException();
        }

        @Override
        public Consumer createConsumer(Processor processor) {
            throw new UnsupportedOperationException();
        }
    };

    @Test
    void withoutAPlaceForDeadLettersTheFirstOneSaysWhichSettingIsMissing() {
        endpoint.setCamelContext(context);

        assertThatThrownBy(this::reject)
                .isInstanceOf(PermanentException.class)
                .hasMessageContainingAll("Route r rejected 1 records", "no id", "set dead-letters.bucket");
    }

    @Test
    void withTwoPlacesForDeadLettersTheFirstOneNamesThem() {
        endpoint.setCamelContext(context);
        DeadLetterWriter writer = (letters, abandonment) -> {};
        context.getRegistry().bind("to-s3", DeadLetterWriter.class, writer);
        context.getRegistry().bind("to-disk", DeadLetterWriter.class, writer);

        assertThatThrownBy(this::reject)
                .isInstanceOf(PermanentException.class)
                .hasMessageContainingAll("Route r rejected 1 records", "to-disk, to-s3")
                .hasMessageNotContaining("no place");
    }

    private void reject() {
        SourceRecord record = new SourceRecord(new KafkaPosition(7), Instant.EPOCH, null, new byte[1], List.of());
        BatchRange range = new BatchRange(
                new SourcePartition("orders", "0", "0123abcd"),
                new KafkaPosition(7),
                new KafkaPosition(7),
                Optional.empty(),
                "f00d");
        endpoint.deadLetterWriter()
                .write(
                        new DeadLetters("r", range, List.of(new Rejection(record, Reason.MISSING_FIELD, "no id"))),
                        new Abandonment());
    }
}
