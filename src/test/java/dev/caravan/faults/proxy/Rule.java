package dev.caravan.faults.proxy;

import java.util.Random;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * Which requests meet an action. A request that a limit spares goes on to the next rule. Limits can be added while
 * requests flow; those that came between {@link HttpProxy#on} and the limit were not limited.
 */
public final class Rule {
    private final Predicate<ProxiedRequest> which;
    private final Action action;
    private final Consumer<Rule> removal;
    private int matches;
    private int hits;
    private int maxHits = Integer.MAX_VALUE;
    private int step = 1;
    private double probability = 1;
    private Random random = new Random(0);

    Rule(Predicate<ProxiedRequest> which, Action action, Consumer<Rule> removal) {
        this.which = which;
        this.action = action;
        this.removal = removal;
    }

    /** Only the first so many requests. */
    public synchronized Rule times(int max) {
        maxHits = max;
        return this;
    }

    /** Only the n-th, 2n-th, 3n-th … matching request, counted since the rule was added. */
    public synchronized Rule everyNth(int n) {
        if (n < 1) {
            throw new IllegalArgumentException("Every n-th request needs an n of 1 or more, not " + n);
        }
        step = n;
        return this;
    }

    /** Only a part of the requests, from 0 (none) to 1 (all), by chance. */
    public synchronized Rule withProbability(double part, Random chance) {
        probability = part;
        random = chance;
        return this;
    }

    /** How many requests were chosen so far; what is done with the last of them may still be going on. */
    public synchronized int hits() {
        return hits;
    }

    /** Ends the rule for requests to come. */
    public void remove() {
        removal.accept(this);
    }

    Action action() {
        return action;
    }

    /** Whether this request meets the action; counts it if so. */
    boolean chooses(ProxiedRequest request) {
        // Outside of the lock: a predicate may wait for the request's body.
        return which.test(request) && choosesNext();
    }

    private synchronized boolean choosesNext() {
        matches++;
        boolean chosen = hits < maxHits && matches % step == 0 && random.nextDouble() < probability;
        if (chosen) {
            hits++;
        }
        return chosen;
    }
}
