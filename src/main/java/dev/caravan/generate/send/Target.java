package dev.caravan.generate.send;

import dev.caravan.generate.sequence.GeneratedRecord;

/**
 * Where records go. Used by one thread; what becomes of each record is counted from any thread. Every method may throw
 * {@link dev.caravan.failure.PermanentException}: this record or an earlier one cannot be sent.
 */
public interface Target extends AutoCloseable {
    /** Hands a record over; waits while too many are on their way. */
    void send(GeneratedRecord generated) throws InterruptedException;

    /** Sends what is held back for a fuller call, without waiting for the result. */
    void push() throws InterruptedException;

    /** Returns when every record handed over is acknowledged. */
    void flush() throws InterruptedException;

    /** Gives up what is not acknowledged yet and frees threads and connections. */
    @Override
    void close();
}
