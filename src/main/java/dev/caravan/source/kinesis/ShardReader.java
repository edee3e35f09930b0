package dev.caravan.source.kinesis;

import static java.util.Objects.requireNonNull;

import dev.caravan.batch.PartitionBatcher;
import dev.caravan.batch.Pin;
import dev.caravan.failure.AbandonedException;
import dev.caravan.failure.Abandonment;
import dev.caravan.failure.PermanentException;
import dev.caravan.record.Position;
import dev.caravan.record.SourceRecord;
import dev.caravan.source.SourceStatus;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.kinesis.lifecycle.events.InitializationInput;
import software.amazon.kinesis.lifecycle.events.LeaseLostInput;
import software.amazon.kinesis.lifecycle.events.ProcessRecordsInput;
import software.amazon.kinesis.lifecycle.events.ShardEndedInput;
import software.amazon.kinesis.lifecycle.events.ShutdownRequestedInput;
import software.amazon.kinesis.processor.ShardRecordProcessor;
import software.amazon.kinesis.retrieval.KinesisClientRecord;

/**
 * One shard during one term of its lease, as KCL calls it. No method throws: KCL would skip the records. Instead a
 * reader ends: it drops what is buffered, and ignores every later call.
 *
 * <p>KCL makes one call at a time; {@link #status()}, {@link #abandon()} and {@link #wake()} are for any thread.
 */
final class ShardReader implements ShardRecordProcessor {

    private static final Logger LOG = LoggerFactory.getLogger(ShardReader.class);

    /** How often a waiting reader looks at its lease and at the age of its open batch. */
    private static final Duration LOOK = Duration.ofMillis(500);

    /** KCL calls twice a second, also without records; while Kinesis does not answer it tries again and says nothing. */
    private static final Duration SILENCE = Duration.ofMinutes(1);

    private final ShardSettings settings;
    private final SourceState source;
    private final Leases leases;
    private final ShardClaim claim;
    private final BatchWriters writers;
    private final ShardReaders readers;
    private final Abandonment abandonment = new Abandonment();
    private final WakeUp wakeUp = new WakeUp();
    private final InputGuard input = new InputGuard();
    private String shardId;
    private UUID term;
    private ShardCheckpoints checkpoints;
    private Position lastRead;
    private boolean truncated;
    private volatile ShardDelivery delivery;
    private volatile boolean called;
    private volatile long lastCallNanos;
    private volatile int unread;
    private volatile ToldLag lag;

    ShardReader(
            ShardSettings settings,
            SourceState source,
            Leases leases,
            ShardClaim claim,
            BatchWriters writers,
            ShardReaders readers) {
        this.settings = requireNonNull(settings, "settings");
        this.source = requireNonNull(source, "source");
        this.leases = requireNonNull(leases, "leases");
        this.claim = requireNonNull(claim, "claim");
        this.writers = requireNonNull(writers, "writers");
        this.readers = requireNonNull(readers, "readers");
    }

    @Override
    public void initialize(InitializationInput initialization) {
        readers.add(this);
        guarded(() -> {
            shardId = initialization.shardId();
            term = leases.term(shardId)
                    .orElseThrow(() -> new LeaseLostException("The lease of " + shardId + " was lost at once", null));
            checkpoints = new ShardCheckpoints(settings.partition(shardId), claim, settings.retry(), abandonment);
            checkpoints.open();
            Optional<Pin> pin = pin(initialization);
            pin.ifPresent(this::checkSettings);
            Position acknowledged = KinesisRecords.acknowledged(initialization.extendedSequenceNumber());
            PartitionBatcher batcher = new PartitionBatcher(
                    settings.partition(shardId),
                    settings.policy(),
                    settings.fingerprint(),
                    pin,
                    acknowledged,
                    null,
                    settings.budget(),
                    settings.nanoTime());
            delivery = new ShardDelivery(settings, batcher, checkpoints, writers, wakeUp);
            LOG.info(
                    "Route {} reads shard {} after {}{}",
                    settings.route(),
                    settings.partition(shardId).label(),
                    initialization.extendedSequenceNumber(),
                    pin.map(p -> ", replaying the batch that was pinned at " + p.text())
                            .orElse(""));
        });
    }

    @Override
    public void processRecords(ProcessRecordsInput records) {
        input.reached();
        guarded(() -> {
            if (hasEnded() || truncated) {
                return;
            }
            checkpoints.use(records.checkpointer());
            lag = lag(records);
            read(records.records());
            delivery.advance(source.isSuspended());
        });
    }

    /** Null while Kinesis has not said; KCL may have read ahead. */
    private ToldLag lag(ProcessRecordsInput answer) {
        long toldNanos =
                settings.nanoTime().getAsLong() - answer.timeSpentInCache().toNanos();
        return answer.millisBehindLatest() == null
                ? null
                : new ToldLag(Math.max(0, answer.millisBehindLatest()), toldNanos);
    }

    /** What cannot be read because the source stops is read again by the next owner of the shard. */
    private void read(List<KinesisClientRecord> records) {
        int left = records.size();
        unread = left;
        for (KinesisClientRecord record : records) {
            SourceRecord next = KinesisRecords.sourceRecord(record);
            if (lastRead == null || next.position().compareTo(lastRead) > 0) {
                if (!awaitRoom()) {
                    truncated = true;
                    return;
                }
                delivery.add(next);
                lastRead = next.position();
            }
            left--;
            unread = left;
        }
    }

    /** False if the source stops. Waits while nothing more may be read or buffered. */
    private boolean awaitRoom() {
        while (!source.isStopping()) {
            abandonment.check("reading " + shardId);
            if (mayRead()) {
                return true;
            }
            delivery.advance(source.isSuspended());
            readers.changed();
            if (!mayRead()) {
                awaitChange();
            }
        }
        return false;
    }

    /** A suspended reader reads on only to the end of a replay, which cannot be cut short. */
    private boolean mayRead() {
        return (!source.isSuspended() || delivery.isReplaying()) && delivery.wantsMore();
    }

    private void awaitChange() {
        wakeUp.await(LOOK);
        if (!leases.term(shardId).equals(Optional.of(term))) {
            throw new LeaseLostException("The lease of " + shardId + " was lost while it waited", null);
        }
        abandonment.check("waiting for " + shardId);
    }

    @Override
    public void shardEnded(ShardEndedInput ended) {
        guarded(() -> {
            if (hasEnded()) {
                return;
            }
            checkpoints.use(ended.checkpointer());
            delivery.endReplayAtShardEnd();
            drain();
            if (truncated) {
                leaveUnfinished();
                return;
            }
            checkpoints.shardEnd();
            LOG.info("Route {} has read shard {} to its end", settings.route(), shardId);
            end();
        });
    }

    /** KCL asks for the end of a shard as long as it has the lease, and its stop would wait for that. */
    private void leaveUnfinished() {
        end();
        leases.drop(shardId);
    }

    @Override
    public void shutdownRequested(ShutdownRequestedInput requested) {
        guarded(() -> {
            if (hasEnded()) {
                return;
            }
            checkpoints.use(requested.checkpointer());
            if (!delivery.isReplaying()) {
                drain();
            }
            end();
        });
    }

    @Override
    public void leaseLost(LeaseLostInput lost) {
        guarded(this::end);
    }

    private void drain() {
        delivery.advance(true);
        while (!delivery.isEmpty()) {
            awaitChange();
            delivery.advance(true);
        }
    }

    private Optional<Pin> pin(InitializationInput initialization) {
        try {
            return KinesisRecords.pin(initialization);
        } catch (IllegalArgumentException e) {
            throw new PermanentException(
                    "The pending checkpoint of " + settings.partition(shardId).label() + " at "
                            + initialization.pendingCheckpointSequenceNumber()
                            + " was written by another program: give route " + settings.route()
                            + " an applicationName of its own",
                    e);
        }
    }

    private void checkSettings(Pin pin) {
        if (pin.settings().equals(settings.fingerprint())) {
            return;
        }
        String what = "A batch of " + settings.partition(shardId).label() + ", "
                + pin.start().text() + " to "
                + pin.end().text() + ", was pinned before a crash under other steps or settings of route "
                + settings.route() + " (" + pin.settings() + ", now " + settings.fingerprint() + ")";
        if (!settings.acceptMismatch()) {
            throw new PermanentException(what + ". Start once more with the old files, or set"
                    + " onSettingsMismatch=accept and accept that this batch may be doubled");
        }
        LOG.warn("{}. It is replayed as onSettingsMismatch=accept says and may be doubled", what);
    }

    private interface Action {
        void run();
    }

    /** Ends the reader on any failure, whatever it is: going on after a skipped record would lose it. */
    private void guarded(Action action) {
        called = true;
        try {
            action.run();
        } catch (LeaseLostException e) {
            LOG.info("Route {} lost shard {}: {}", settings.route(), shardId, e.getMessage());
            end();
        } catch (AbandonedException e) {
            giveUp(e);
        } catch (Throwable e) {
            end();
            source.fail(e);
        } finally {
            lastCallNanos = settings.nanoTime().getAsLong();
            called = false;
            readers.changed();
        }
    }

    /** What was not given up by us is read again: it would wait for its report for ever. */
    private void giveUp(AbandonedException reason) {
        boolean ours = abandonment.isAbandoned();
        LOG.info("Route {} gave shard {} up: {}", settings.route(), shardId, reason.getMessage());
        end();
        if (!ours) {
            leases.drop(shardId);
        }
    }

    private void end() {
        abandonment.abandon();
        readers.remove(this, delivery == null || delivery.isEmpty() || !source.isStopping());
        if (delivery != null) {
            delivery.close();
            delivery = null;
        }
    }

    private boolean hasEnded() {
        return delivery == null;
    }

    /** Whether every input that KCL had for this shard has reached {@link #processRecords}. */
    InputGuard input() {
        return input;
    }

    /** KCL has skipped an input: read the shard again from its last acknowledgement. */
    void startOver() {
        LOG.warn(
                "The Kinesis Client Library skipped records of shard {}: it is read again from its last"
                        + " acknowledgement",
                shardId);
        guarded(this::end);
        leases.drop(shardId);
    }

    boolean reads(String shard, UUID leaseTerm) {
        return shard.equals(shardId) && leaseTerm.equals(term);
    }

    /** True while the shard is open and KCL calls, or has been inside a call of ours for however long. */
    boolean isReading() {
        return delivery != null && (called || settings.nanoTime().getAsLong() - lastCallNanos < SILENCE.toNanos());
    }

    /** True if nothing that was buffered waits for its acknowledgement; what is read but not buffered does not count. */
    boolean isDrained() {
        ShardDelivery current = delivery;
        return current == null || current.pending() == 0;
    }

    /** Ends all waiting and retrying: nothing more is acknowledged. */
    void abandon() {
        abandonment.abandon();
        wake();
    }

    void wake() {
        wakeUp.call();
    }

    /** Empty once the reader has ended. */
    Optional<SourceStatus> status() {
        ShardDelivery current = delivery;
        return current == null
                ? Optional.empty()
                : Optional.of(new SourceStatus(
                        settings.partition(shardId),
                        current.pending() + unread,
                        behind(),
                        current.acknowledgedNanos(),
                        current.open()));
    }

    private OptionalLong behind() {
        ToldLag told = lag;
        return told == null
                ? OptionalLong.empty()
                : OptionalLong.of(told.at(settings.nanoTime().getAsLong()));
    }
}
