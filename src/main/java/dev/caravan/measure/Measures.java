package dev.caravan.measure;

import dev.caravan.batch.BatchInDelivery;
import dev.caravan.record.BatchOutcome;
import java.time.Duration;

/**
 * Takes the reports. Called by the threads that do the work, so implementations are thread-safe and return at once. What
 * they throw is logged and goes nowhere: see {@link EachMeasure}. Routes and sinks are few, so their names may be labels;
 * nothing of a record is reported.
 */
public interface Measures {

    /** Nobody measures. */
    Measures NONE = new Measures() {};

    /** A pinned batch begins its way through the route; once, however many attempts follow. */
    default void begun(String route, BatchInDelivery batch) {}

    /**
     * An attempt to deliver a batch failed, and another one follows.
     *
     * @param attempt that failed, from 1
     */
    default void repeated(String route, BatchInDelivery batch, int attempt, Throwable failure) {}

    /**
     * A batch and its dead letters are durable.
     *
     * @param outcome what became of its records in the attempt that succeeded
     */
    default void delivered(String route, BatchInDelivery batch, BatchOutcome outcome) {}

    /**
     * A batch that was begun is through: delivered, failed or abandoned, as the batch says. The last report of it, on the
     * thread of the first.
     */
    default void ended(String route, BatchInDelivery batch) {}

    /**
     * A sink has written its part of a batch; again for every attempt that gets so far.
     *
     * @param sink the place in words, for example {@code s3://bucket/prefix/}
     * @param took from the first record to the last answer
     */
    default void written(String route, String sink, long records, Duration took) {}

    /**
     * An object of a batch is durable; again for every attempt that gets so far.
     *
     * @param object where it lies, {@code s3://BUCKET/KEY}
     * @param bytes as stored, compressed
     */
    default void stored(String route, String object, long records, long bytes) {}

    /** A call of a sink failed in a way that may pass, and is made again. */
    default void retried(String sink) {}

    /**
     * An attempt of an SDK client's call has ended.
     *
     * @param service {@code s3} or {@code dynamodb}
     * @param operation the service's own name, for example {@code PutObject}
     */
    default void answered(String service, String operation, Answer answer) {}

    /**
     * A run of a report has ended.
     *
     * @param outcome {@code sent}, {@code failed}, {@code uncertain} or {@code skipped}
     */
    default void reported(String report, String outcome) {}

    /** Athena has read so many bytes for a query. */
    default void scanned(long bytes) {}
}
