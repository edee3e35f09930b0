package dev.caravan.routes;

import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;

/** Ids of the routes that an edit touches; all others keep running. */
record SwapPlan(Set<String> added, Set<String> changed, Set<String> removed) {

    SwapPlan {
        added = Set.copyOf(added);
        changed = Set.copyOf(changed);
        removed = Set.copyOf(removed);
    }

    /** @param before digests of what runs, by route */
    static SwapPlan between(Map<String, String> before, Map<String, String> after) {
        Set<String> added = new TreeSet<>(after.keySet());
        added.removeAll(before.keySet());
        Set<String> removed = new TreeSet<>(before.keySet());
        removed.removeAll(after.keySet());
        Set<String> changed = new TreeSet<>(after.keySet());
        changed.removeIf(route -> !before.containsKey(route) || Objects.equals(before.get(route), after.get(route)));
        return new SwapPlan(added, changed, removed);
    }

    boolean touchesNoRoute() {
        return added.isEmpty() && changed.isEmpty() && removed.isEmpty();
    }

    /** Those that end, to be gone or to be made anew. */
    Set<String> ending() {
        return union(changed, removed);
    }

    /** Those that are made from the new files. */
    Set<String> beginning() {
        return union(changed, added);
    }

    /** The way back. */
    SwapPlan reversed() {
        return new SwapPlan(removed, changed, added);
    }

    private static Set<String> union(Set<String> some, Set<String> others) {
        Set<String> all = new TreeSet<>(some);
        all.addAll(others);
        return all;
    }
}
