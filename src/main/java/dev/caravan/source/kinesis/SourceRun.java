package dev.caravan.source.kinesis;

import static java.util.Objects.requireNonNull;

import dev.caravan.failure.PermanentException;
import dev.caravan.source.SourceStatus;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.kinesis.common.InitialPositionInStreamExtended;
import software.amazon.kinesis.coordinator.Scheduler;
import software.amazon.kinesis.coordinator.WorkerStateChangeListener.WorkerState;

/** One run of a KCL scheduler with the readers that it drives, from the start of a route to its stop. */
final class SourceRun {

    private static final Logger LOG = LoggerFactory.getLogger(SourceRun.class);

    /** How long KCL may take to end once its readers have: it looks every second in several places. */
    private static final Duration END = Duration.ofSeconds(10);

    private final SourceState state;
    private final ShardReaders readers = new ShardReaders();
    private final SchedulerLeases leases = new SchedulerLeases();
    private final BatchWriters writers;
    private final Scheduler scheduler;
    private final Thread thread;
    private final Duration patience;
    private volatile long startedNanos;
    private volatile boolean suspendedUndrained;

    /** @param patience after which a worker that was given no lease counts as a stand-by */
    SourceRun(
            ShardSettings settings,
            SourceState state,
            BatchWriters writers,
            SchedulerFactory schedulers,
            InitialPositionInStreamExtended start,
            Duration patience) {
        this.state = requireNonNull(state, "state");
        this.writers = requireNonNull(writers, "writers");
        this.patience = requireNonNull(patience, "patience");
        this.scheduler = schedulers.create(
                start, () -> new ShardReader(settings, state, leases, writers, readers), readers, this::changed);
        leases.of(scheduler.leaseCoordinator());
        this.thread = new Thread(this::run, "kinesis-batch-" + settings.route());
        thread.setDaemon(true);
    }

    Scheduler scheduler() {
        return scheduler;
    }

    void start() {
        thread.start();
    }

    private void run() {
        try {
            scheduler.run();
        } catch (Throwable e) {
            state.fail(new PermanentException("The Kinesis Client Library ended: " + e, e));
            return;
        }
        if (!state.isStopping() && state.failure().isEmpty()) {
            state.fail(new PermanentException("The Kinesis Client Library ended by itself; its log says why"));
        }
    }

    private void changed(WorkerState worker) {
        if (worker == WorkerState.STARTED) {
            startedNanos = System.nanoTime();
        }
    }

    /** True once a shard is read, or after some patience without any lease: then others hold them all. */
    boolean isReading() {
        return readers.haveRead()
                || (startedNanos != 0 && System.nanoTime() - startedNanos > patience.toNanos() && leases.isEmpty());
    }

    List<SourceStatus> status() {
        return readers.status();
    }

    boolean isDrained() {
        return readers.areDrained();
    }

    /** Writes and acknowledges what is buffered; leases are kept, nothing more is read. */
    void suspend(Duration drainTimeout) throws InterruptedException {
        state.suspend();
        readers.wakeAll();
        suspendedUndrained = !readers.awaitDrained(drainTimeout);
        if (suspendedUndrained) {
            LOG.warn("Not everything that was buffered could be written within {}", drainTimeout);
        }
    }

    void resume() {
        suspendedUndrained = false;
        state.resume();
        readers.wakeAll();
    }

    /** Gives everything up at once: nothing more is acknowledged. */
    void abandon() {
        readers.abandonAll();
    }

    /**
     * Ends the run: writes and acknowledges what is buffered, unless it has failed or that takes longer than the given
     * time; then nothing more is acknowledged. A stopping Camel context suspends its routes first: what could not be
     * drained then gets no second time.
     */
    void stop(Duration drainTimeout) throws InterruptedException {
        state.stop();
        readers.wakeAll();
        CompletableFuture<Boolean> ended = state.failure().isEmpty() ? scheduler.startGracefulShutdown() : null;
        Duration time = suspendedUndrained ? Duration.ZERO : drainTimeout;
        if (ended == null || !hasEnded(ended, time)) {
            readers.abandonAll();
            if (ended == null || !hasEnded(ended, END)) {
                scheduler.shutdown();
            }
        }
        thread.join(END.toMillis());
        writers.close();
        if (thread.isAlive() || !writers.awaitEnd(END)) {
            LOG.warn("Threads of the source did not end within {}; they can acknowledge nothing any more", END);
        }
    }

    private static boolean hasEnded(CompletableFuture<Boolean> shutdown, Duration atMost) throws InterruptedException {
        try {
            shutdown.get(atMost.toMillis(), TimeUnit.MILLISECONDS);
            return true;
        } catch (TimeoutException e) {
            LOG.warn("The source did not drain within {}", atMost);
            return false;
        } catch (ExecutionException e) {
            LOG.warn("The Kinesis Client Library did not stop as asked", e);
            return false;
        }
    }
}
