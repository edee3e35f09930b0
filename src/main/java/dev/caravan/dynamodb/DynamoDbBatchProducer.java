package dev.caravan.dynamodb;

import dev.caravan.aws.AwsFailures;
import dev.caravan.failure.AbandonedException;
import dev.caravan.failure.Abandonment;
import dev.caravan.failure.Backoff;
import dev.caravan.failure.Retry;
import dev.caravan.measure.BoundMeasures;
import dev.caravan.measure.Measures;
import dev.caravan.record.BatchRecord;
import dev.caravan.record.RecordBatch;
import dev.caravan.record.RecordParser;
import java.time.Duration;
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
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
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
    private final Retry retry;
    private final Measures measures;
    private final String place;
    private final KeysInFlight keysInFlight;
    private volatile TableKey tableKey;
    private ExecutorService calls;

    DynamoDbBatchProducer(
            DynamoDbBatchEndpoint endpoint, DynamoDbClient client, KeysInFlight keysInFlight, RecordParser parser) {
        super(endpoint);
        this.endpoint = endpoint;
        this.client = client;
        this.keysInFlight = keysInFlight;
        this.parser = parser;
        this.place = "dynamodb:" + endpoint.getTable();
        this.measures = BoundMeasures.in(endpoint.getCamelContext());
        this.retry = new Retry(Backoff.DEFAULT, () -> measures.retried(place));
    }

    @Override
    protected void doStart() throws Exception {
        super.doStart();
        // Not Camel's pool: beyond 1,000 waiting calls the caller would make them beside the threads. What waits here
        // is never more than the calls of the batches whose senders wait for them.
        calls = new ThreadPoolExecutor(
                endpoint.getMaxParallelCalls(),
                endpoint.getMaxParallelCalls(),
                0,
                TimeUnit.SECONDS,
                // As long as the batches under way make it: each waits for its calls before there is another.
                new LinkedBlockingQueue<>(),
                call -> endpoint.getCamelContext().getExecutorServiceManager().newThread("dynamodb-batch", call));
    }

    @Override
    protected void doStop() throws Exception {
        for (Runnable queued : calls.shutdownNow()) {
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
        long begin = System.nanoTime();
        ItemMapping mapping = new ItemMapping(
                tableKey(batch.abandonment()), parser, batch.range().partition(), endpoint.versioning());
        Map<Map<String, AttributeValue>, ItemWrite> writes = new LinkedHashMap<>();
        Map<Map<String, AttributeValue>, List<BatchRecord>> records = new HashMap<>();
        batch.forEach(record -> {
            ItemWrite write = mapping.write(record);
            writes.put(write.key(), write);
            records.computeIfAbsent(write.key(), key -> new ArrayList<>(1)).add(record);
        });
        keysInFlight.take(writes.keySet(), batch.abandonment());
        List<CallOutcome> outcomes;
        try {
            outcomes = run(writer().calls(writes.values(), batch.abandonment()));
        } finally {
            keysInFlight.give(writes.keySet());
        }
        List<ItemWrite> stale =
                outcomes.stream().flatMap(outcome -> outcome.stale().stream()).toList();
        // Records folded under a refused one are older still.
        stale.forEach(write -> records.get(write.key()).forEach(batch::filter));
        Duration took = Duration.ofNanos(System.nanoTime() - begin);
        measures.written(exchange.getFromRouteId(), place, writes.size() - stale.size(), took);
        LOG.atInfo()
                .addKeyValue("event.action", "batch-written")
                .addKeyValue("event.outcome", "success")
                .log(
                        "Batch {} in table {}: items={} stale={}",
                        batch.range().id(),
                        endpoint.getTable(),
                        writes.size() - stale.size(),
                        stale.size());
        warnOfOtherOrders(batch, outcomes);
    }

    private void warnOfOtherOrders(RecordBatch batch, List<CallOutcome> outcomes) {
        long replaced = outcomes.stream().filter(CallOutcome::otherOrder).count();
        if (replaced > 0) {
            LOG.warn(
                    "Batch {} replaced {} items of table {} whose {} is of another partition or of a recreated topic or"
                            + " stream: nothing says which is newer, so the last writer won. Let one key come from one"
                            + " partition if that matters",
                    batch.range().id(),
                    replaced,
                    endpoint.getTable(),
                    endpoint.getVersionAttribute());
        }
    }

    private TableWriter writer() {
        return endpoint.versioning()
                .<TableWriter>map(
                        versioning -> new VersionedTableWriter(client, endpoint.getTable(), versioning, retry))
                .orElseGet(() -> new BatchTableWriter(client, endpoint.getTable(), retry));
    }

    /** Waits for every call before a failure is reported: none may write after the keys are given back. */
    private List<CallOutcome> run(List<Callable<CallOutcome>> work) throws Exception {
        List<CallOutcome> outcomes = new ArrayList<>(work.size());
        Exception failure = null;
        try {
            for (Future<CallOutcome> done : calls.invokeAll(work)) {
                try {
                    outcomes.add(done.get());
                } catch (ExecutionException e) {
                    failure = e.getCause() instanceof Exception cause ? cause : e;
                } catch (CancellationException e) {
                    failure = stopped();
                }
            }
        } catch (RejectedExecutionException e) {
            throw stopped();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AbandonedException("Interrupted while writing to table " + endpoint.getTable());
        }
        if (failure != null) {
            throw failure;
        }
        return outcomes;
    }

    private AbandonedException stopped() {
        return new AbandonedException("The sink for table " + endpoint.getTable() + " was stopped");
    }

    private TableKey tableKey(Abandonment abandonment) throws Exception {
        if (tableKey == null) {
            String what = "DescribeTable of table " + endpoint.getTable();
            TableKey found = retry.untilDone(what, abandonment, () -> {
                try {
                    return TableKey.of(client.describeTable(request -> request.tableName(endpoint.getTable()))
                            .table());
                } catch (SdkException e) {
                    throw AwsFailures.classify(what, e);
                }
            });
            endpoint.versioning().ifPresent(versions -> versions.requireBeside(found, endpoint.getTable()));
            tableKey = found;
        }
        return tableKey;
    }
}
