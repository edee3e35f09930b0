package dev.caravan.local.athena.workgroup;

import dev.caravan.local.glue.catalog.JsonFile;
import java.nio.file.Path;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/** All work groups, kept in {@code work-groups.json}. Thread-safe; each change is written before it is visible. */
public final class WorkGroups {
    private final JsonFile<WorkGroup[]> file;
    private final Map<String, WorkGroup> byName = new TreeMap<>();

    /** @throws java.io.UncheckedIOException if the file exists and cannot be read */
    public WorkGroups(Path directory, Clock clock) {
        file = new JsonFile<>(directory.resolve("work-groups.json"), WorkGroup[].class);
        byName.put(WorkGroup.PRIMARY, WorkGroup.primary(clock.instant().truncatedTo(ChronoUnit.MILLIS)));
        for (WorkGroup group : file.read().orElseGet(() -> new WorkGroup[0])) {
            byName.put(group.name(), group);
        }
    }

    public synchronized Optional<WorkGroup> find(String name) {
        return Optional.ofNullable(byName.get(name));
    }

    /** In the order of their names. */
    public synchronized List<WorkGroup> all() {
        return List.copyOf(byName.values());
    }

    /** Adds a work group; false if there is one of that name. */
    public synchronized boolean add(WorkGroup group) {
        if (byName.containsKey(group.name())) {
            return false;
        }
        put(group);
        return true;
    }

    /** Changes a work group; false if there is none of that name. */
    public synchronized boolean change(String name, UnaryOperator<WorkGroup> change) {
        WorkGroup before = byName.get(name);
        if (before == null) {
            return false;
        }
        put(change.apply(before));
        return true;
    }

    /** Removes a work group; false if there is none of that name. */
    public synchronized boolean remove(String name) {
        Map<String, WorkGroup> after = new TreeMap<>(byName);
        if (after.remove(name) == null) {
            return false;
        }
        write(after);
        byName.remove(name);
        return true;
    }

    private void put(WorkGroup group) {
        Map<String, WorkGroup> after = new TreeMap<>(byName);
        after.put(group.name(), group);
        write(after);
        byName.put(group.name(), group);
    }

    private void write(Map<String, WorkGroup> groups) {
        file.write(groups.values().toArray(WorkGroup[]::new));
    }
}
