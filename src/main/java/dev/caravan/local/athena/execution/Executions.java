package dev.caravan.local.athena.execution;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** The query executions that are remembered: all that are not finished, and the latest finished ones. Thread-safe. */
public final class Executions {
    private final int capacity;
    private final Map<String, QueryExecution> byId = new LinkedHashMap<>();

    /** @param capacity how many are remembered, oldest finished ones forgotten first */
    public Executions(int capacity) {
        this.capacity = capacity;
    }

    public synchronized Optional<QueryExecution> find(String id) {
        return Optional.ofNullable(byId.get(id));
    }

    /** Those of a work group, newest first. */
    public synchronized List<QueryExecution> ofWorkGroup(String workGroup) {
        List<QueryExecution> found = new ArrayList<>();
        byId.values().stream()
                .filter(execution -> execution.request().workGroup().equals(workGroup))
                .forEach(execution -> found.add(0, execution));
        return found;
    }

    synchronized void add(QueryExecution execution) {
        byId.put(execution.id(), execution);
        Iterator<QueryExecution> oldest = byId.values().iterator();
        while (byId.size() > capacity && oldest.hasNext()) {
            if (oldest.next().state().isFinal()) {
                oldest.remove();
            }
        }
    }

    /** Changes an execution that has not finished; one that has stays as it is. */
    synchronized void change(String id, UnaryOperator<QueryExecution> change) {
        byId.computeIfPresent(id, (key, before) -> before.state().isFinal() ? before : change.apply(before));
    }
}
