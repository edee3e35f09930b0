package dev.caravan.source.kinesis;

import static java.util.Objects.requireNonNull;

import dev.caravan.aws.AwsFailures;
import dev.caravan.batch.Pin;
import dev.caravan.failure.Abandonment;
import dev.caravan.failure.PermanentException;
import dev.caravan.failure.Retry;
import dev.caravan.failure.RetryableException;
import dev.caravan.record.KinesisPosition;
import dev.caravan.record.SourcePartition;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Callable;
import software.amazon.kinesis.exceptions.InvalidStateException;
import software.amazon.kinesis.exceptions.KinesisClientLibRetryableException;
import software.amazon.kinesis.exceptions.ShutdownException;
import software.amazon.kinesis.processor.PreparedCheckpointer;
import software.amazon.kinesis.processor.RecordProcessorCheckpointer;

/**
 * Makes the pins and acknowledgements of one shard durable in the lease table.
 *
 * <p>Throttles and failures of AWS are retried in place, always with the same position. Throws
 * {@link LeaseLostException} once the shard has another owner, {@link PermanentException} when KCL refuses a position.
 */
final class ShardCheckpoints {

    private final String shard;
    private final String shardId;
    private final ShardClaim claim;
    private final Retry retry;
    private final Abandonment abandonment;
    private RecordProcessorCheckpointer checkpointer;
    private PreparedCheckpointer prepared;
    private String pinned;

    ShardCheckpoints(SourcePartition shard, ShardClaim claim, Retry retry, Abandonment abandonment) {
        this.shard = shard.label();
        this.shardId = shard.partition();
        this.claim = requireNonNull(claim, "claim");
        this.retry = requireNonNull(retry, "retry");
        this.abandonment = requireNonNull(abandonment, "abandonment");
    }

    /** KCL hands its checkpointer over with every call. */
    void use(RecordProcessorCheckpointer current) {
        checkpointer = requireNonNull(current, "current");
    }

    /** The shard is known to be one of our stream when this returns. */
    void open() {
        durably("mark the lease", () -> {
            claim.opened(shardId);
            return claim;
        });
    }

    /** The pin is durable when this returns. Its text, with start and end, is what a new owner reads. */
    void pin(Pin pin) {
        KinesisPosition end = (KinesisPosition) pin.end();
        byte[] state = pin.text().getBytes(StandardCharsets.UTF_8);
        pinned = end.text();
        prepared = durably(
                "pin at " + pinned,
                () -> checkpointer.prepareCheckpoint(end.sequenceNumber(), end.subSequenceNumber(), state));
    }

    /** The pinned batch is acknowledged, and its pin erased, when this returns. */
    void acknowledge() {
        durably("acknowledge up to " + pinned, () -> {
            prepared.checkpoint();
            return prepared;
        });
        prepared = null;
    }

    /** The shard is closed and everything in it acknowledged: its children may be read now. */
    void shardEnd() {
        durably("look for the stream at the end", () -> {
            claim.ended(shardId);
            return claim;
        });
        durably("acknowledge the end of the shard", () -> {
            checkpointer.checkpoint();
            return checkpointer;
        });
    }

    private <T> T durably(String what, Callable<T> action) {
        String attempt = "To " + what + " of " + shard;
        try {
            return retry.untilDone(attempt, abandonment, () -> classified(attempt, action));
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new PermanentException(attempt + " failed: " + e, e);
        }
    }

    private static <T> T classified(String attempt, Callable<T> action) throws Exception {
        try {
            return action.call();
        } catch (ShutdownException e) {
            throw new LeaseLostException(attempt + " was refused: " + e.getMessage(), e);
        } catch (KinesisClientLibRetryableException e) {
            throw new RetryableException(e.getMessage(), e);
        } catch (RetryableException | PermanentException e) {
            throw e;
        } catch (InvalidStateException e) {
            throw new PermanentException(
                    attempt + " failed, the lease table lacks this shard's lease or is gone: " + e.getMessage(), e);
        } catch (IllegalArgumentException e) {
            throw new PermanentException(
                    attempt + " was refused, somebody changed the checkpoint meanwhile: " + e.getMessage(), e);
        } catch (RuntimeException e) {
            // KCL puts some of the client's own failures, the time-out of a whole call among them, in a bare
            // RuntimeException.
            throw AwsCall.sdkCause(e)
                    .<RuntimeException>map(cause -> AwsFailures.classify(attempt, cause))
                    .orElse(e);
        }
    }
}
