package dev.caravan.generate.verify;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/** Counts by name. */
final class Counts {
    private final Map<String, Long> byName = new TreeMap<>();

    Counts() {}

    Counts(Map<String, Long> counts) {
        byName.putAll(counts);
    }

    void add(String name, long count) {
        byName.merge(name, count, Long::sum);
    }

    long sum() {
        return byName.values().stream().mapToLong(Long::longValue).sum();
    }

    int size() {
        return byName.size();
    }

    /** {@code this} is what is expected; each line names a difference, empty when there is none. */
    String differences(Counts found, long uncertain) {
        TreeSet<String> names = new TreeSet<>(byName.keySet());
        names.addAll(found.byName.keySet());
        List<String> lines = new ArrayList<>();
        for (String name : names) {
            Expected expected = Expected.of(byName.getOrDefault(name, 0L), uncertain);
            long count = found.byName.getOrDefault(name, 0L);
            if (!expected.matches(count)) {
                lines.add(name + ": expected " + expected + ", found " + count);
            }
        }
        return String.join("\n", lines);
    }

    /** {@code name count, name count}. */
    @Override
    public String toString() {
        return byName.entrySet().stream()
                .map(entry -> entry.getKey() + " " + entry.getValue())
                .reduce((left, right) -> left + ", " + right)
                .orElse("");
    }
}
