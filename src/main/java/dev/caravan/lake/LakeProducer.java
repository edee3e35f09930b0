package dev.caravan.lake;

import dev.caravan.failure.PermanentException;
import dev.caravan.object.ObjectKey;
import dev.caravan.record.RecordBatch;
import org.apache.camel.Exchange;
import org.apache.camel.support.DefaultProducer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes the batch in the body, and leaves the body as it is. */
final class LakeProducer extends DefaultProducer {

    private static final Logger LOG = LoggerFactory.getLogger(LakeProducer.class);

    private final LakeEndpoint endpoint;

    LakeProducer(LakeEndpoint endpoint) {
        super(endpoint);
        this.endpoint = endpoint;
    }

    @Override
    public void process(Exchange exchange) throws Exception {
        if (!(exchange.getMessage().getBody() instanceof RecordBatch batch)) {
            Object body = exchange.getMessage().getBody();
            throw new PermanentException(endpoint + " writes batches, and the body is "
                    + (body == null ? "empty" : "a " + body.getClass().getName())
                    + ": put it after a batch source, and after the end of a split");
        }
        WrittenBatch written = endpoint.writer().write(batch);
        exchange.setProperty(
                LakeProperties.OBJECTS,
                written.objects().stream().map(ObjectKey::value).toList());
        LOG.info(
                "Batch {}: {} of {} records in {} objects of {} bytes under s3://{}/{}",
                batch.range().id(),
                written.rows(),
                batch.size(),
                written.objects().size(),
                written.bytes(),
                endpoint.getBucket(),
                endpoint.getPrefix());
    }
}
