package dev.caravan.dynamodb;

import dev.caravan.aws.AwsFailures;
import dev.caravan.failure.AbandonedException;
import dev.caravan.failure.Abandonment;
import dev.caravan.failure.Backoff;
import dev.caravan.failure.Retry;
import dev.caravan.record.BatchRecord;
import dev.caravan.record.RecordBatch;
import dev.caravan.record.RecordParser;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import org.apache.camel.Exchange;
import org.apache.camel.support.DefaultProducer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Writes each batch to its end before it returns; the batch stays readable for the steps that follow. */
final class DynamoDbBatchProducer extends DefaultProducer {

    private static final Logger LOG = LoggerFactory.getLogger(DynamoDbBatchProducer.class);

    private final DynamoDbBatchEndpoint endpoint;
    private final DynamoDbClient client;
    private final RecordParser parser;
    private final Retry retry = new Retry(Backoff.DEFAULT);
    private final KeysInFlight keysInFlight = new KeysInFlight();
    private volatile TableKey tableKey;
    private ExecutorService calls;

    DynamoDbBatchProducer(DynamoDbBatchEndpoint endpoint, DynamoDbClient client, RecordParser parser) {
        super(endpoint);
        this.endpoint = endpoint;
        this.client = client;
        this.parser = parser;
    }

    @Override
    protected void doStart() throws Exception {
        super.doStart();
        calls = endpoint.getCamelContext()
                .getExecutorServiceManager()
                .newFixedThreadPool(this, "dynamodb-batch", endpoint.getMaxParallelCalls());
    }

    @Override
    protected void doStop() throws Exception {
        for (Runnable queued :
                endpoint.getCamelContext().getExecutorServiceManager().shutdownNow(calls)) {
            if (queued instanceof Future<?> call) {
                // Otherwise its batch would wait for it for ever.
                call.cancel(false);
            }
        }
        super.doStop();
    }

    @Override
    public void process(Exchange exchange) throws Exception {
        RecordBatch batch = exchange.getMessage().getMandatoryBody(RecordBatch.class);
        ItemMapping mapping = new ItemMapping(tableKey(batch.abandonment()), parser, endpoint.versioning());
        Map<Map<String, AttributeValue>, ItemWrite> writes = new LinkedHashMap<>();
        Map<Map<String, AttributeValue>, List<BatchRecord>> records = new HashMap<>();
        batch.forEach(record -> {
            ItemWrite write = mapping.write(record);
            writes.put(write.key(), write);
            records.computeIfAbsent(write.key(), key -> new ArrayList<>(1)).add(record);
        });
        keysInFlight.take(writes.keySet(), batch.abandonment());
        List<ItemWrite> stale;
        try {
            stale = run(writer().calls(writes.values(), batch.abandonment()));
        } finally {
            keysInFlight.give(writes.keySet());
        }
        // Records folded under a refused one are older still.
        stale.forEach(write -> records.get(write.key()).forEach(batch::filter));
        LOG.info(
                "Batch {} in table {}: items={} stale={}",
                batch.range().id(),
                endpoint.getTable(),
                writes.size() - stale.size(),
                stale.size());
    }

    private TableWriter writer() {
        return endpoint.versioning()
                .<TableWriter>map(
                        versioning -> new VersionedTableWriter(client, endpoint.getTable(), versioning, retry))
                .orElseGet(() -> new BatchTableWriter(client, endpoint.getTable(), retry));
    }

    /** Waits for every call before a failure is reported: none may write after the keys are given back. */
    private List<ItemWrite> run(List<Callable<List<ItemWrite>>> work) throws Exception {
        if (calls.isShutdown()) {
            throw stopped();
        }
        List<ItemWrite> stale = new ArrayList<>();
        Exception failure = null;
        try {
            for (Future<List<ItemWrite>> done : calls.invokeAll(work)) {
                try {
                    stale.addAll(done.get());
                } catch (ExecutionException e) {
                    failure = e.getCause() instanceof Exception cause ? cause : e;
                } catch (CancellationException e) {
                    failure = stopped();
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AbandonedException("Interrupted while writing to table " + endpoint.getTable());
        }
        if (failure != null) {
            throw failure;
        }
        return stale;
    }

    private AbandonedException stopped() {
        return new AbandonedException("The sink for table " + endpoint.getTable() + " was stopped");
    }

    private TableKey tableKey(Abandonment abandonment) throws Exception {
        if (tableKey == null) {
            String what = "DescribeTable of table " + endpoint.getTable();
            tableKey = retry.untilDone(what, abandonment, () -> {
                try {
                    return TableKey.of(client.describeTable(request -> request.tableName(endpoint.getTable()))
                            .table());
                } catch (SdkException e) {
                    throw AwsFailures.classify(what, e);
                }
            });
        }
        return tableKey;
    }
}
