package dev.caravan.generate.send;

import dev.caravan.failure.AbandonedException;
import dev.caravan.failure.Abandonment;
import dev.caravan.failure.Backoff;
import dev.caravan.failure.PermanentException;
import dev.caravan.failure.Retry;
import dev.caravan.generate.sequence.GeneratedRecord;
import dev.caravan.generate.truth.Tally;
import dev.caravan.send.PutRecordsCall;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import software.amazon.awssdk.services.kinesis.KinesisClient;

/** A Kinesis stream, written with PutRecords: up to 500 records and 5 MiB a call (AWS quota), four calls in flight. */
public final class KinesisTarget implements Target {
    private static final int MAX_RECORDS = 500;
    private static final int MAX_BYTES = 5 * 1024 * 1024;
    private static final int MAX_CALLS = 4;
    private static final int CLOSE_SECONDS = 5;
    private static final Backoff BACKOFF =
            new Backoff(Duration.ofMillis(50), Duration.ofSeconds(5), () -> ThreadLocalRandom.current()
                    .nextDouble());

    private final PutRecordsCall<GeneratedRecord> call;
    private final Abandonment abandonment = new Abandonment();
    private final AtomicReference<RuntimeException> failure = new AtomicReference<>();
    private final Semaphore calls = new Semaphore(MAX_CALLS);
    private final ExecutorService executor;
    private List<GeneratedRecord> held = new ArrayList<>();
    private int heldBytes;

    /** @param client stays open; its own retries are not used */
    public KinesisTarget(KinesisClient client, String stream, Tally tally) {
        this.call = new PutRecordsCall<>(client, stream, new Retry(BACKOFF), new GeneratedRecords(tally));
        this.executor = Executors.newFixedThreadPool(MAX_CALLS, work -> {
            Thread thread = new Thread(work, "generate-kinesis-" + stream);
            thread.setDaemon(true);
            return thread;
        });
    }

    @Override
    public void send(GeneratedRecord generated) throws InterruptedException {
        int bytes = generated.data().length + generated.partitionKey().getBytes(StandardCharsets.UTF_8).length;
        if (held.size() == MAX_RECORDS || heldBytes + bytes > MAX_BYTES) {
            push();
        }
        held.add(generated);
        heldBytes += bytes;
    }

    @Override
    public void push() throws InterruptedException {
        if (held.isEmpty()) {
            return;
        }
        List<GeneratedRecord> records = held;
        held = new ArrayList<>();
        heldBytes = 0;
        calls.acquire();
        if (failure.get() != null) {
            calls.release();
            throw failure.get();
        }
        executor.execute(() -> run(records));
    }

    @Override
    public void flush() throws InterruptedException {
        push();
        calls.acquire(MAX_CALLS);
        calls.release(MAX_CALLS);
        if (failure.get() != null) {
            throw failure.get();
        }
    }

    @Override
    public void close() {
        abandonment.abandon();
        executor.shutdownNow();
        try {
            // so that nothing is counted after the end
            executor.awaitTermination(CLOSE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void run(List<GeneratedRecord> records) {
        try {
            call.untilDone(records, abandonment);
        } catch (PermanentException | AbandonedException known) {
            fail(known);
        } catch (Exception unknown) {
            fail(new PermanentException("Sending to Kinesis failed: " + unknown, unknown));
        } finally {
            calls.release();
        }
    }

    private void fail(RuntimeException problem) {
        failure.compareAndSet(null, problem);
        abandonment.abandon();
    }
}
