package dev.caravan.lake;

import dev.caravan.failure.PermanentException;
import dev.caravan.record.RecordBatch;
import java.time.Duration;
import org.apache.camel.Exchange;
import org.apache.camel.support.DefaultProducer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes the batch in the body, and leaves the body as it is. */
final class LakeProducer extends DefaultProducer {

    private static final Logger LOG = LoggerFactory.getLogger(LakeProducer.class);

    /** Begins the exchange property that says that a place has this batch's objects. */
    private static final String USED = "CaravanLake:";

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
        String place = endpoint.place();
        requireUnused(place, exchange);
        long begin = System.nanoTime();
        WrittenBatch written = endpoint.writer().write(batch);
        Duration took = Duration.ofNanos(System.nanoTime() - begin);
        String route = exchange.getFromRouteId();
        endpoint.measures().written(route, place, written.rows(), took);
        written.objects().forEach(object -> endpoint.measures()
                .stored(
                        route,
                        "s3://" + endpoint.getBucket() + "/" + object.key().value(),
                        object.rows(),
                        object.bytes()));
        exchange.setProperty(USED + place, true);
        exchange.setProperty(
                LakeProperties.OBJECTS,
                written.objects().stream().map(object -> object.key().value()).toList());
        LOG.atInfo()
                .addKeyValue("event.action", "batch-written")
                .addKeyValue("event.outcome", "success")
                .log(
                        "Batch {}: {} of {} records in {} objects of {} bytes under s3://{}/{}",
                        batch.range().id(),
                        written.rows(),
                        batch.size(),
                        written.objects().size(),
                        written.bytes(),
                        endpoint.getBucket(),
                        endpoint.getPrefix());
    }

    /** Keys are made of the batch: a second step would take the first one's objects for its own, and write nothing. */
    private void requireUnused(String place, Exchange exchange) {
        if (exchange.getProperty(USED + place) != null) {
            throw new PermanentException(endpoint + " is the second lake step of this batch that writes to " + place
                    + ", where its objects would have the names of the first one's. Give it a prefix of its own");
        }
    }
}
