package dev.caravan.generate.verify;

import dev.caravan.generate.truth.Totals;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * Compares event ids one by one: those that must be there, made again from the truth, and those that were found.
 * Memory grows with the ids, about 150 bytes each.
 */
final class IdComparison {
    /** More ids than this are not compared one by one. */
    static final long MAX_IDS = 5_000_000;

    private static final int MAX_SHOWN = 20;

    private final Map<String, int[]> counts = new HashMap<>();

    private IdComparison() {}

    /** Whether the truth allows it: every record's fate known, and not too many. */
    static boolean possible(Totals totals) {
        return totals.complete() && totals.idColumn().isPresent() && totals.good() <= MAX_IDS;
    }

    /** @param once whether an id that was sent several times must be found once, as in a table with the id as its key */
    static IdComparison of(Totals totals, boolean once) {
        IdComparison comparison = new IdComparison();
        Consumer<String> expect = id -> {
            int[] count = comparison.counts.computeIfAbsent(id, unseen -> new int[2]);
            count[0] = once ? 1 : count[0] + 1;
        };
        totals.runs().forEach(run -> run.goodIds(expect));
        return comparison;
    }

    void found(String id, long times) {
        counts.computeIfAbsent(id == null ? "(no id)" : id, unknown -> new int[2])[1] += (int) times;
    }

    /** What differs, a line a kind, at most 20 ids each; empty when nothing does. */
    String differences() {
        Map<String, int[]> lost = new TreeMap<>();
        Map<String, int[]> doubled = new TreeMap<>();
        Map<String, int[]> unknown = new TreeMap<>();
        counts.forEach((id, count) -> {
            if (count[1] < count[0]) {
                lost.put(id, count);
            } else if (count[0] == 0) {
                unknown.put(id, count);
            } else if (count[1] > count[0]) {
                doubled.put(id, count);
            }
        });
        List<String> lines = new ArrayList<>();
        describe("lost", lost, lines);
        describe("doubled", doubled, lines);
        describe("never sent", unknown, lines);
        return String.join("\n", lines);
    }

    private static void describe(String what, Map<String, int[]> ids, List<String> lines) {
        if (ids.isEmpty()) {
            return;
        }
        List<String> shown = new ArrayList<>();
        for (Map.Entry<String, int[]> entry : ids.entrySet()) {
            if (shown.size() == MAX_SHOWN) {
                shown.add("…");
                break;
            }
            int[] count = entry.getValue();
            boolean plain = count[0] + count[1] == 1;
            shown.add(entry.getKey() + (plain ? "" : " (expected " + count[0] + ", found " + count[1] + ")"));
        }
        lines.add(what + ": " + ids.size() + (ids.size() == 1 ? " id: " : " ids: ") + String.join(", ", shown));
    }
}
