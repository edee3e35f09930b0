package dev.caravan.source.kinesis;

import static org.awaitility.Awaitility.await;

import dev.caravan.batch.BatchInDelivery;
import dev.caravan.batch.BatchPolicy;
import dev.caravan.batch.MemoryBudget;
import dev.caravan.failure.Backoff;
import dev.caravan.failure.Retry;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import software.amazon.kinesis.checkpoint.ShardRecordProcessorCheckpointer;
import software.amazon.kinesis.leases.ShardInfo;
import software.amazon.kinesis.lifecycle.TaskType;
import software.amazon.kinesis.lifecycle.events.InitializationInput;
import software.amazon.kinesis.lifecycle.events.LeaseLostInput;
import software.amazon.kinesis.lifecycle.events.ProcessRecordsInput;
import software.amazon.kinesis.lifecycle.events.ShardEndedInput;
import software.amazon.kinesis.lifecycle.events.ShutdownRequestedInput;
import software.amazon.kinesis.lifecycle.events.TaskExecutionListenerInput;
import software.amazon.kinesis.retrieval.KinesisClientRecord;
import software.amazon.kinesis.retrieval.kpl.ExtendedSequenceNumber;

/** One shard, its lease, and what KCL does between them and a {@link ShardReader}; one owner after the other. */
final class ShardStandIn implements AutoCloseable {

    static final String SHARD = "shardId-000000000000";

    final LeaseStandIn lease = new LeaseStandIn();
    final AtomicReference<Throwable> failure = new AtomicReference<>();
    final AtomicLong nanoTime = new AtomicLong();
    private final List<KinesisClientRecord> records = new ArrayList<>();
    private final List<BatchWriters> writers = new ArrayList<>();
    BatchPolicy policy = new BatchPolicy(3, 1 << 20, Duration.ofSeconds(10));
    MemoryBudget budget = new MemoryBudget(1 << 20);
    String fingerprint = "f1";
    boolean acceptMismatch;
    ShardClaim claim = new GoodClaim();
    SourceState state;
    ShardReaders readers;
    ShardReader reader;
    private ShardRecordProcessorCheckpointer checkpointer;
    private ShardInfo shard;
    private int next;

    /** The n-th record of the shard (from 1) with the text {@code rn}. */
    ShardStandIn put(int count) {
        for (int i = 0; i < count; i++) {
            put(Integer.toString(1000 + records.size() + 1), 0);
        }
        return this;
    }

    ShardStandIn put(String sequenceNumber, long subSequenceNumber) {
        records.add(KinesisClientRecord.builder()
                .sequenceNumber(sequenceNumber)
                .subSequenceNumber(subSequenceNumber)
                .partitionKey("key")
                .approximateArrivalTimestamp(Instant.EPOCH)
                .data(ByteBuffer.wrap(("r" + (records.size() + 1)).getBytes(StandardCharsets.UTF_8)))
                .build());
        return this;
    }

    /** Retention removes the oldest records. */
    void trim(int count) {
        records.subList(0, count).clear();
    }

    /** A new owner takes the lease; its reader starts after the last acknowledgement. The old one is told nothing. */
    ShardReader open(Consumer<BatchInDelivery> sink) {
        UUID term = lease.take();
        state = new SourceState(failure::set);
        readers = new ShardReaders();
        BatchWriters pool = new BatchWriters(1, "test", sink);
        writers.add(pool);
        ShardSettings settings = new ShardSettings(
                "test",
                "stream",
                "0a1b2c3d",
                policy,
                fingerprint,
                acceptMismatch,
                budget,
                new Retry(new Backoff(Duration.ofMillis(1), Duration.ofMillis(2), () -> 1)),
                nanoTime::get);
        reader = new ShardReader(settings, state, lease, claim, pool, readers);
        shard = new ShardInfo(SHARD, term.toString(), List.of(), lease.checkpoint());
        checkpointer = new ShardRecordProcessorCheckpointer(shard, lease);
        checkpointer.setInitialCheckpointValue(lease.checkpoint());
        checkpointer.largestPermittedCheckpointValue(lease.checkpoint());
        next = 0;
        reader.initialize(InitializationInput.builder()
                .shardId(SHARD)
                .extendedSequenceNumber(lease.checkpoint())
                .pendingCheckpointSequenceNumber(lease.pending())
                .pendingCheckpointState(lease.pendingState())
                .build());
        return reader;
    }

    /** A sink that writes and reports. */
    static Consumer<BatchInDelivery> into(Written written) {
        return batch -> {
            written.write(batch);
            batch.written();
        };
    }

    /** KCL's next input, of at most so many records; those up to the checkpoint are left out, as ProcessTask does. */
    void feed(int count) {
        int end = Math.min(records.size(), next + count);
        List<KinesisClientRecord> input = new ArrayList<>();
        for (KinesisClientRecord record : records.subList(next, end)) {
            if (position(record).compareTo(checkpointer.lastCheckpointValue()) > 0) {
                input.add(record);
                checkpointer.largestPermittedCheckpointValue(position(record));
            }
        }
        next = end;
        announce();
        reader.processRecords(ProcessRecordsInput.builder()
                .records(input)
                .checkpointer(checkpointer)
                .millisBehindLatest(next == records.size() ? 0L : 1000L)
                .build());
    }

    /** An empty input. */
    void poll() {
        feed(0);
    }

    /** KCL begins with an input that it then fails to hand over. */
    void skip(int count) {
        next = Math.min(records.size(), next + count);
        announce();
    }

    /** Polls until the position is acknowledged. */
    void untilAcknowledged(String position) {
        await().atMost(Duration.ofSeconds(10)).until(() -> {
            poll();
            return lease.calls().contains("ack " + position);
        });
    }

    static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Every shard is one of our stream. */
    static class GoodClaim implements ShardClaim {

        @Override
        public void opened(String shardId) {}

        @Override
        public void ended(String shardId) {}
    }

    private void announce() {
        readers.beforeTaskExecution(TaskExecutionListenerInput.builder()
                .shardInfo(shard)
                .taskType(TaskType.PROCESS)
                .build());
    }

    boolean isReadToTheEnd() {
        return next == records.size();
    }

    void endShard() {
        checkpointer.sequenceNumberAtShardEnd(checkpointer.largestPermittedCheckpointValue());
        checkpointer.largestPermittedCheckpointValue(ExtendedSequenceNumber.SHARD_END);
        reader.shardEnded(ShardEndedInput.builder().checkpointer(checkpointer).build());
    }

    void requestShutdown() {
        reader.shutdownRequested(
                ShutdownRequestedInput.builder().checkpointer(checkpointer).build());
    }

    void loseLease() {
        lease.lose();
        reader.leaseLost(LeaseLostInput.builder().build());
    }

    private static ExtendedSequenceNumber position(KinesisClientRecord record) {
        return new ExtendedSequenceNumber(record.sequenceNumber(), record.subSequenceNumber());
    }

    @Override
    public void close() {
        writers.forEach(BatchWriters::close);
    }
}
