package dev.caravan.source.kinesis;

import static java.util.Objects.requireNonNull;

import dev.caravan.failure.PermanentException;
import dev.caravan.failure.RetryableException;
import dev.caravan.source.SourceStatus;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.kinesis.common.InitialPositionInStreamExtended;
import software.amazon.kinesis.coordinator.Scheduler;
import software.amazon.kinesis.coordinator.WorkerStateChangeListener;

/** One run of a KCL scheduler with the readers that it drives, from the start of a route to its stop. */
final class SourceRun {

    private static final Logger LOG = LoggerFactory.getLogger(SourceRun.class);

    /** How long KCL may take to end once its readers have: it looks every second in several places. */
    private static final Duration END = Duration.ofSeconds(10);

    /** A KCL that has not begun holds nothing. It ends by itself when it has. */
    private static final Duration NOT_BEGUN = Duration.ofSeconds(3);

    private final SourceState state;
    private final ShardReaders readers = new ShardReaders();
    private final SchedulerLeases leases = new SchedulerLeases();
    private final BatchWriters writers;
    private final Scheduler scheduler;
    private final Thread thread;
    private final StandBy standBy;
    private final Consumer<RetryableException> again;
    private volatile boolean started;
    private volatile Throwable noStart;
    private volatile boolean suspendedUndrained;

    /** @param again called when KCL could not begin because AWS did not answer: another run has to try it */
    SourceRun(
            ShardSettings settings,
            SourceState state,
            ShardClaim claim,
            BatchWriters writers,
            SchedulerFactory schedulers,
            InitialPositionInStreamExtended start,
            StandBy standBy,
            Consumer<RetryableException> again) {
        this.state = requireNonNull(state, "state");
        this.writers = requireNonNull(writers, "writers");
        this.standBy = requireNonNull(standBy, "standBy");
        this.again = requireNonNull(again, "again");
        this.scheduler = schedulers.create(
                start,
                () -> new ShardReader(settings, state, leases, claim, writers, readers),
                readers,
                new WorkerStateChangeListener() {
                    @Override
                    public void onWorkerStateChange(WorkerState worker) {
                        if (worker == WorkerState.STARTED) {
                            started = true;
                        }
                    }

                    @Override
                    public void onAllInitializationAttemptsFailed(Throwable reason) {
                        noStart = reason;
                    }
                });
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
            ended();
        }
    }

    private void ended() {
        RuntimeException reason = noStart == null
                ? new PermanentException("The Kinesis Client Library ended by itself; its log says why")
                : AwsCall.classify("The start of the Kinesis Client Library", noStart);
        if (reason instanceof RetryableException passing) {
            again.accept(passing);
        } else {
            state.fail(reason);
        }
    }

    /** True if shards are read and Kinesis answers for all of them, or if other workers hold them all. */
    boolean isReading() {
        return readers.areNone() ? standBy.isOne() : readers.areReading();
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
        CompletableFuture<Boolean> ended =
                state.failure().isEmpty() && started ? scheduler.startGracefulShutdown() : null;
        Duration time = suspendedUndrained ? Duration.ZERO : drainTimeout;
        if (ended == null || !hasEnded(ended, time)) {
            readers.abandonAll();
            if (ended == null || !hasEnded(ended, END)) {
                shutDown();
            }
        }
        thread.join((started ? END : NOT_BEGUN).toMillis());
        writers.close();
        if (thread.isAlive() || !writers.awaitEnd(END)) {
            LOG.warn("Threads of the source did not end within {}; they can acknowledge nothing any more", END);
        }
    }

    /** KCL 3.5.1 blocks who shuts it down until it has begun, which it tries again and again without its table. */
    private void shutDown() {
        Thread shutdown = new Thread(scheduler::shutdown, thread.getName() + "-shutdown");
        shutdown.setDaemon(true);
        shutdown.start();
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
