package dev.caravan.faults.proxy;

import java.util.Optional;
import java.util.Random;
import java.util.function.Consumer;
import java.util.function.Predicate;

/** What becomes of some of the requests that pass a {@link KafkaProxy}. Thread-safe. */
public final class KafkaRule {

    /** Where the fault sits. */
    enum Place {
        BEFORE_REQUEST,
        BEFORE_REPLY,
        INSTEAD_OF_REPLY
    }

    private final Place place;
    private final Predicate<KafkaRequest> which;
    private final Optional<Hold> hold;
    private final Consumer<KafkaRule> removal;
    private double probability = 1;
    private Random random = new Random(0);
    private int hits;

    KafkaRule(Place place, Predicate<KafkaRequest> which, Optional<Hold> hold, Consumer<KafkaRule> removal) {
        this.place = place;
        this.which = which;
        this.hold = hold;
        this.removal = removal;
    }

    /** Only a part of the requests, from 0 (none) to 1 (all), by chance. */
    public synchronized KafkaRule withProbability(double part, Random chance) {
        probability = part;
        random = chance;
        return this;
    }

    /** How many requests were chosen so far. */
    public synchronized int hits() {
        return hits;
    }

    /** Ends the rule for requests to come. */
    public void remove() {
        removal.accept(this);
    }

    synchronized boolean chooses(KafkaRequest request) {
        boolean chosen = which.test(request) && random.nextDouble() < probability;
        if (chosen) {
            hits++;
        }
        return chosen;
    }

    boolean isAt(Place asked) {
        return place == asked;
    }

    void await() throws InterruptedException {
        if (hold.isPresent()) {
            hold.get().await();
        }
    }
}
