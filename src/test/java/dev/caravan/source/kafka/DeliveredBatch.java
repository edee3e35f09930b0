package dev.caravan.source.kafka;

import dev.caravan.record.BatchRecord;
import dev.caravan.record.KafkaPosition;
import dev.caravan.record.RecordBatch;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** What one exchange brought to a route. */
record DeliveredBatch(String id, int partition, long start, long end, List<String> values) {

    static DeliveredBatch of(RecordBatch batch) {
        List<String> values = new ArrayList<>();
        for (BatchRecord record : batch) {
            values.add(record.isTombstone() ? null : new String(record.bytes(), StandardCharsets.UTF_8));
        }
        return new DeliveredBatch(
                batch.range().id(),
                Integer.parseInt(batch.range().partition().partition()),
                ((KafkaPosition) batch.range().start()).offset(),
                ((KafkaPosition) batch.range().end()).offset(),
                values);
    }

    String range() {
        return start + "-" + end;
    }
}
