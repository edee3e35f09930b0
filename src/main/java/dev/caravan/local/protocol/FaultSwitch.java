package dev.caravan.local.protocol;

import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;

/** Faults that are switched on while a stand-in runs: each is used up by one request. */
public final class FaultSwitch implements Faults {

    private final Map<String, Queue<Fault>> queued = new ConcurrentHashMap<>();

    /** Lets the next {@code times} requests of an operation meet a fault, after those asked for before. */
    public void inject(String operation, Fault fault, int times) {
        queued.compute(operation, (name, queue) -> {
            Queue<Fault> faults = queue == null ? new ArrayDeque<>() : queue;
            faults.addAll(Collections.nCopies(times, fault));
            return faults;
        });
    }

    /** Switches all faults off. */
    public void clear() {
        queued.clear();
    }

    @Override
    public Fault next(String operation) {
        Fault[] taken = {new Fault.None()};
        queued.computeIfPresent(operation, (name, queue) -> {
            taken[0] = queue.remove();
            return queue.isEmpty() ? null : queue;
        });
        return taken[0];
    }
}
