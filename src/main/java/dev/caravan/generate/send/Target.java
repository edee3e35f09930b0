package dev.caravan.generate.send;

import dev.caravan.generate.sequence.GeneratedRecord;

/** Where records go. Used by one thread; results come to the {@link Outcomes} from any thread. */
public interface Target extends AutoCloseable {
    /**
     * Hands a record over; waits while too many are on their way.
     *
     * @throws SendException when an earlier record or this one cannot be sent
     */
    void send(GeneratedRecord generated) throws InterruptedException;

    /** Sends what is held back for a fuller call, without waiting for the result. */
    void push() throws InterruptedException;

    /**
     * Returns when every record handed over is acknowledged.
     *
     * @throws SendException when one cannot be sent
     */
    void flush() throws InterruptedException;

    /** Gives up what is not acknowledged yet and frees threads and connections. */
    @Override
    void close();
}
