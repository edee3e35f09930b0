package dev.caravan.dynamodb;

import dev.caravan.failure.AbandonedException;
import dev.caravan.failure.Abandonment;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Keeps two batches, of one route or of several, from writing one key of one table at the same time. */
final class KeysInFlight {

    /** How late the wait notices that the work was given up. */
    private static final long LOOK_MILLIS = 100;

    private final Set<Map<String, AttributeValue>> keys = new HashSet<>();

    /** Waits until none of the keys is in flight, then takes all of them at once: two batches cannot dead-lock. */
    synchronized void take(Collection<Map<String, AttributeValue>> wanted, Abandonment abandonment) {
        try {
            while (!Collections.disjoint(keys, wanted)) {
                abandonment.check("waiting for another batch that writes the same keys");
                wait(LOOK_MILLIS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AbandonedException("Interrupted while another batch wrote the same keys");
        }
        keys.addAll(wanted);
    }

    synchronized void give(Collection<Map<String, AttributeValue>> taken) {
        keys.removeAll(taken);
        notifyAll();
    }
}
