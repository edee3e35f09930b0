package dev.caravan.generate.truth;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.ToLongFunction;

/** All runs to one kind of target, summed up. */
public record Totals(List<RunTruth> runs) {
    public Totals {
        runs = List.copyOf(runs);
    }

    public boolean isEmpty() {
        return runs.isEmpty();
    }

    /** Good records, repeats included. */
    public long good() {
        return sum(RunTruth::good);
    }

    /** Copies that may or may not be there beside the counted ones. */
    public long uncertain() {
        return sum(RunTruth::uncertain);
    }

    /** Different event ids among the good records; a run that was sent twice under one run id counts once. */
    public long distinctIds() {
        Set<String> seen = new HashSet<>();
        return runs.stream()
                .filter(run -> seen.add(run.runId()))
                .mapToLong(RunTruth::distinctIds)
                .sum();
    }

    /** Good records by group. */
    public Map<String, Long> groups() {
        return merged(RunTruth::groups);
    }

    /** Good records by table partition. */
    public Map<String, Long> partitions() {
        return merged(RunTruth::partitions);
    }

    /** Bad records by kind. */
    public Map<String, Long> bad() {
        return merged(RunTruth::bad);
    }

    /** What a route without validation must keep. */
    public Unvalidated unvalidated() {
        return new Unvalidated(
                sum(run -> run.unvalidated().kept()),
                merged(run -> run.unvalidated().groups()),
                sum(run -> run.unvalidated().withoutGroup()));
    }

    /** Whether every record's fate is known, so that ids can be compared one by one. */
    public boolean complete() {
        return runs.stream().allMatch(RunTruth::complete);
    }

    /** The id column, empty when records have none. */
    public Optional<String> idColumn() {
        return column(RunColumns::id);
    }

    /** The column that records are counted by. */
    public Optional<String> groupColumn() {
        return column(RunColumns::group);
    }

    /** The column of the event time. */
    public Optional<String> timeColumn() {
        return column(RunColumns::time);
    }

    private Optional<String> column(Function<RunColumns, String> part) {
        return runs.stream()
                .map(RunTruth::columns)
                .map(part)
                .filter(Objects::nonNull)
                .findFirst();
    }

    private long sum(ToLongFunction<RunTruth> count) {
        return runs.stream().mapToLong(count).sum();
    }

    private Map<String, Long> merged(Function<RunTruth, Map<String, Long>> counts) {
        Map<String, Long> merged = new TreeMap<>();
        runs.forEach(run -> counts.apply(run).forEach((name, count) -> merged.merge(name, count, Long::sum)));
        return merged;
    }
}
