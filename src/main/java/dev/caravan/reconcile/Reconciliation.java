package dev.caravan.reconcile;

import dev.caravan.record.SourcePartition;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;

/** Collects what objects say, in any order, and sweeps it. Memory grows with the number of batches. For one thread. */
public final class Reconciliation {

    private static final Comparator<ChainId> ORDER = Comparator.comparing(
                    (ChainId id) -> id.lake().toString())
            .thenComparing(id -> id.partition().source())
            .thenComparing(id -> id.partition().partition().length())
            .thenComparing(id -> id.partition().partition())
            .thenComparing(id -> id.partition().lineage());

    private final boolean openStart;
    private final Set<Place> lakes = new LinkedHashSet<>();
    private final Map<Place, Strangers> strangers = new LinkedHashMap<>();
    private final Map<ChainId, TreeMap<Span, Map<String, StoredBatch>>> chains = new TreeMap<>(ORDER);
    private final Map<SourcePartition, TreeMap<Span, StoredLetters>> letters = new HashMap<>();

    /** Objects that say no range: how many, and the first of them. */
    private record Strangers(long count, String example) {

        Strangers and(Strangers more) {
            return new Strangers(count + more.count, example);
        }
    }

    /** @param openStart whether batches before the first one of a chain may have been moved away */
    public Reconciliation(boolean openStart) {
        this.openStart = openStart;
    }

    /** A lake that is looked at, be there anything in it or not. */
    public void lake(Place lake) {
        lakes.add(lake);
    }

    public void add(Place lake, StoredBatch batch) {
        lake(lake);
        chains.computeIfAbsent(new ChainId(lake, batch.range().partition()), none -> new TreeMap<>())
                .computeIfAbsent(Span.of(batch.range()), none -> new TreeMap<>())
                .merge(batch.range().settings(), batch, StoredBatch::and);
    }

    public void add(StoredLetters some) {
        letters.computeIfAbsent(some.range().partition(), none -> new TreeMap<>())
                .merge(Span.of(some.range()), some, StoredLetters::and);
    }

    /**
     * An object that is none of a batch.
     *
     * @param place a lake, or the dead letters
     * @param example where it lies, and what is wrong with it
     */
    public void stranger(Place place, String example) {
        strangers.merge(place, new Strangers(1, example), Strangers::and);
    }

    public Report report() {
        List<ChainReport> reports = new ArrayList<>();
        chains.forEach((id, batches) -> reports.add(
                new ChainSweep(id, batches, letters.getOrDefault(id.partition(), new TreeMap<>()), openStart)
                        .report()));
        List<Finding> others = new ArrayList<>();
        strayLetters(others);
        strangers.forEach((place, some) -> others.add(new Finding(
                FindingKind.UNPROVEN,
                place.toString(),
                "objects of no batch were passed over: " + some.count() + ", the first is " + some.example())));
        lakes.forEach(lake -> empty(lake, others));
        return new Report(lakes.stream().map(lake -> total(lake, reports)).toList(), reports, others);
    }

    /** Dead letters outlive a batch that has vanished, even the last one of its chain. */
    private void strayLetters(List<Finding> others) {
        Map<SourcePartition, Set<Span>> known = new HashMap<>();
        chains.forEach((id, batches) ->
                known.computeIfAbsent(id.partition(), none -> new HashSet<>()).addAll(batches.keySet()));
        Map<String, Long> unknown = new TreeMap<>();
        letters.forEach((partition, spans) -> {
            Set<Span> there = known.get(partition);
            if (there == null) {
                unknown.merge(
                        partition.source() + " (" + partition.lineage() + ")",
                        spans.values().stream().mapToLong(StoredLetters::rows).sum(),
                        Long::sum);
                return;
            }
            Span first = there.stream().min(Comparator.naturalOrder()).orElseThrow();
            spans.forEach((span, stray) -> {
                if (!there.contains(span) && !(openStart && span.compareTo(first) < 0)) {
                    others.add(new Finding(
                            FindingKind.BATCH_MISSING,
                            partition.label() + " (" + partition.lineage() + ")",
                            stray.rows() + " dead letters of " + span + ", in " + stray.object()
                                    + ", are there, and nothing else of that batch: its objects are missing, restore"
                                    + " them"));
                }
            });
        });
        unknown.forEach((reader, rows) -> others.add(new Finding(
                FindingKind.UNPROVEN,
                reader,
                rows + " dead letters are of a reader that writes to none of these lakes: its other records leave no"
                        + " objects, so nothing is said about them")));
    }

    private void empty(Place lake, List<Finding> others) {
        if (chains.keySet().stream().noneMatch(id -> id.lake().equals(lake))) {
            others.add(new Finding(
                    chains.isEmpty() ? FindingKind.EMPTY : FindingKind.UNPROVEN,
                    lake.toString(),
                    "there is no batch: nothing was delivered yet, or the lake is another one"));
        }
    }

    private static LakeTotal total(Place lake, List<ChainReport> reports) {
        List<ChainReport> own = reports.stream()
                .filter(report -> report.id().lake().equals(lake))
                .toList();
        return new LakeTotal(
                lake,
                own.stream().mapToLong(ChainReport::objects).sum(),
                own.stream().mapToLong(ChainReport::rows).sum(),
                OptionalLong.empty());
    }
}
