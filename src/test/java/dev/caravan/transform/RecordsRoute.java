package dev.caravan.transform;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.caravan.failure.Abandonment;
import dev.caravan.record.BatchRange;
import dev.caravan.record.KafkaPosition;
import dev.caravan.record.RecordBatch;
import dev.caravan.record.SourcePartition;
import dev.caravan.record.SourceRecord;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;

/** A context with one route in YAML, to which batches are sent. */
final class RecordsRoute implements AutoCloseable {

    final DefaultCamelContext context = new DefaultCamelContext();

    RecordsRoute() {
        SplitSupport.install(context);
        context.start();
    }

    /** A step {@code process: { ref: NAME }}. */
    void step(String name, Processor step) {
        context.getRegistry().bind(name, step);
    }

    /** @param steps a list in YAML */
    void load(String steps) throws Exception {
        String yaml = "- route:\n    id: r\n    from:\n      uri: 'direct:in'\n      steps:\n"
                + steps.strip().indent(8);
        PluginHelper.getRoutesLoader(context).loadRoutes(ResourceHelper.fromString("r.yaml", yaml));
    }

    /** The batch after the steps, which must succeed; a null value is a tombstone. */
    RecordBatch send(String... values) {
        Exchange exchange = exchange(values);
        assertThat(exchange.getException()).isNull();
        return exchange.getMessage().getBody(RecordBatch.class);
    }

    Exchange exchange(String... values) {
        List<SourceRecord> records = new ArrayList<>();
        for (String value : values) {
            records.add(new SourceRecord(
                    new KafkaPosition(records.size()),
                    Instant.EPOCH,
                    null,
                    value == null ? null : value.getBytes(UTF_8),
                    List.of()));
        }
        BatchRange range = new BatchRange(
                new SourcePartition("topic", "0", "0123abcd"),
                new KafkaPosition(0),
                new KafkaPosition(records.size() - 1),
                Optional.empty(),
                "00112233");
        RecordBatch batch = RecordBatch.of(range, records, new Abandonment(), () -> {});
        return context.createFluentProducerTemplate()
                .to("direct:in")
                .withBody(batch)
                .send();
    }

    static List<String> contents(RecordBatch batch) {
        return batch.left().stream()
                .map(record -> new String(record.bytes(), UTF_8))
                .toList();
    }

    /** Position and reason of each rejection. */
    static List<String> rejections(RecordBatch batch) {
        batch.evaluate();
        return batch.outcome().rejections().stream()
                .map(rejection -> rejection.record().position().text() + " "
                        + rejection.reason().code())
                .toList();
    }

    @Override
    public void close() {
        context.stop();
    }
}
