package dev.caravan.deadletter;

import dev.caravan.failure.Abandonment;

/** Makes dead letters durable before their batch is acknowledged. Found by type in Camel's registry. */
@FunctionalInterface
public interface DeadLetterWriter {

    /**
     * Returns when all letters are durable; writing the same batch again changes nothing.
     *
     * @throws dev.caravan.failure.PermanentException if they cannot be written until somebody changes something
     * @throws dev.caravan.failure.AbandonedException if the work was given up meanwhile
     */
    void write(DeadLetters letters, Abandonment abandonment);
}
