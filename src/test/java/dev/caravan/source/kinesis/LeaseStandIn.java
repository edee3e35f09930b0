package dev.caravan.source.kinesis;

import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import software.amazon.kinesis.checkpoint.Checkpoint;
import software.amazon.kinesis.exceptions.KinesisClientLibException;
import software.amazon.kinesis.exceptions.ShutdownException;
import software.amazon.kinesis.processor.Checkpointer;
import software.amazon.kinesis.retrieval.kpl.ExtendedSequenceNumber;

/**
 * One lease as the lease table keeps it, with KCL's rules: any checkpoint erases the pending one, and who does not hold
 * the lease is refused. KCL's own {@code ShardRecordProcessorCheckpointer} writes to it.
 */
final class LeaseStandIn implements Checkpointer, Leases {

    private final List<String> calls = new ArrayList<>();
    private final Deque<RuntimeException> failures = new ArrayDeque<>();
    private ExtendedSequenceNumber checkpoint = ExtendedSequenceNumber.TRIM_HORIZON;
    private ExtendedSequenceNumber pending;
    private byte[] pendingState;
    private UUID holder;

    /** A new owner, or the same one in a new term. */
    synchronized UUID take() {
        holder = UUID.randomUUID();
        return holder;
    }

    synchronized void lose() {
        holder = null;
    }

    /** The next calls fail with these. */
    synchronized void failWith(RuntimeException... next) {
        failures.addAll(List.of(next));
    }

    /** {@code pin POSITION} and {@code ack POSITION}, in the order in which they became durable. */
    synchronized List<String> calls() {
        return List.copyOf(calls);
    }

    synchronized ExtendedSequenceNumber checkpoint() {
        return checkpoint;
    }

    synchronized ExtendedSequenceNumber pending() {
        return pending;
    }

    synchronized byte[] pendingState() {
        return pendingState == null ? null : pendingState.clone();
    }

    synchronized void pend(ExtendedSequenceNumber position, String state) {
        pending = position;
        pendingState = state.getBytes(StandardCharsets.UTF_8);
    }

    private void check(String token) throws ShutdownException {
        if (!failures.isEmpty()) {
            throw failures.remove();
        }
        if (holder == null || !holder.equals(UUID.fromString(token))) {
            throw new ShutdownException("instance doesn't hold the lease for this shard");
        }
    }

    @Override
    public synchronized void setCheckpoint(String leaseKey, ExtendedSequenceNumber position, String token)
            throws KinesisClientLibException {
        check(token);
        checkpoint = position;
        pending = null;
        pendingState = null;
        calls.add("ack " + text(position));
    }

    @Override
    public synchronized void prepareCheckpoint(
            String leaseKey, ExtendedSequenceNumber position, String token, byte[] state)
            throws KinesisClientLibException {
        check(token);
        pending = position;
        pendingState = state;
        calls.add("pin " + text(position));
    }

    @Override
    public void prepareCheckpoint(String leaseKey, ExtendedSequenceNumber position, String token)
            throws KinesisClientLibException {
        prepareCheckpoint(leaseKey, position, token, null);
    }

    static String text(ExtendedSequenceNumber position) {
        return position.isSentinelCheckpoint()
                ? position.sequenceNumber()
                : position.sequenceNumber() + "." + position.subSequenceNumber();
    }

    @Override
    public synchronized ExtendedSequenceNumber getCheckpoint(String leaseKey) {
        return checkpoint;
    }

    @Override
    public synchronized Checkpoint getCheckpointObject(String leaseKey) {
        return new Checkpoint(checkpoint, pending, pendingState);
    }

    @Override
    public void operation(String operation) {}

    @Override
    public String operation() {
        return "";
    }

    @Override
    public synchronized Optional<UUID> term(String shardId) {
        return Optional.ofNullable(holder);
    }

    @Override
    public synchronized void drop(String shardId) {
        lose();
    }
}
