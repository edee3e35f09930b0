/**
 * {@code kinesis-batch:STREAM}: a Kinesis stream read in batches with pinned boundaries, on the Kinesis Client Library
 * (KCL) 3.
 *
 * <p>The protocol is that of {@code batch}; here each state of it is made durable in KCL's lease table: the pin is the
 * pending checkpoint with the pin's text as application state, the acknowledgement is the checkpoint. Rules that hold
 * everywhere in this package:
 *
 * <ul>
 *   <li>KCL drops the records of a {@code processRecords} that throws, so it never throws.
 *   <li>Every checkpoint erases the pending one, so nothing is checkpointed while an earlier owner's pin waits for its
 *       replay.
 *   <li>Positions always have their sub-sequence number; KCL's forms without it resume at the start of an aggregate.
 *   <li>After a {@code ShutdownException} the shard has another owner: what is buffered is dropped, nothing is written.
 *   <li>Pins and acknowledgements are made on the thread on which KCL calls the shard's processor; writers only report.
 * </ul>
 *
 * KCL 3.5.1 leaves non-daemon threads behind after its shutdown (the {@code lam-*} and {@code worker-metrics-reporter}
 * pools where it was stopped before it had started, and unnamed {@code pool-N-thread-M} of its static and lease table
 * pools): a program that ends must call {@link System#exit}.
 */
package dev.caravan.source.kinesis;
