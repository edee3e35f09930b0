package dev.caravan.source.kinesis;

import dev.caravan.failure.PermanentException;
import java.util.Map;
import org.apache.camel.Endpoint;
import org.apache.camel.spi.annotations.Component;
import org.apache.camel.support.DefaultComponent;

/**
 * Creates {@code kinesis-batch:STREAM} endpoints.
 *
 * <p>There is no {@code consumers} as on {@code kafka-batch:}. A bound on the threads that KCL runs its shards on would
 * lock up: a shard that waits for memory, or for its turn to replay, keeps its thread, and the shard that it waits for
 * would get none.
 */
@Component("kinesis-batch")
public final class KinesisBatchComponent extends DefaultComponent {

    @Override
    protected Endpoint createEndpoint(String uri, String remaining, Map<String, Object> parameters) throws Exception {
        if (parameters.containsKey("consumers")) {
            throw new PermanentException(
                    "kinesis-batch: has no option consumers: each shard that this process reads has"
                            + " a thread of its own. maxLeases bounds these shards, writers the batches that pass the route at"
                            + " once");
        }
        KinesisBatchEndpoint endpoint = new KinesisBatchEndpoint(uri, this, remaining);
        setProperties(endpoint, parameters);
        return endpoint;
    }
}
