package dev.caravan.transform;

import dev.caravan.record.RecordBatch;
import org.apache.camel.Endpoint;
import org.apache.camel.Exchange;
import org.apache.camel.InvalidPayloadException;
import org.apache.camel.support.DefaultProducer;

/** Adds one step to the batch in the body; the step runs when a sink reads the records. */
final class RecordsProducer extends DefaultProducer {

    private final BatchStep step;

    RecordsProducer(Endpoint endpoint, BatchStep step) {
        super(endpoint);
        this.step = step;
    }

    @Override
    public void process(Exchange exchange) throws InvalidPayloadException {
        RecordBatch batch = exchange.getMessage().getMandatoryBody(RecordBatch.class);
        exchange.getMessage().setBody(batch.with(step.on(batch.range())));
    }
}
