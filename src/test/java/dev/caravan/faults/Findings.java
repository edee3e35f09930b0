package dev.caravan.faults;

import java.util.ArrayList;
import java.util.List;

/** Counts of the checker, with the first few cases of each in words. */
final class Findings {

    private static final int CASES = 20;

    int delivered;
    int lost;
    int phantom;
    int duplicated;
    int misplaced;
    int corrupt;
    int stale;
    private final List<String> cases = new ArrayList<>();

    void lost(int count, String what) {
        lost += count;
        note("lost", count, what);
    }

    void phantom(String what) {
        phantom++;
        note("phantom", 1, what);
    }

    void duplicated(int count, String what) {
        duplicated += count;
        note("duplicated", count, what);
    }

    void misplaced(String what) {
        misplaced++;
        note("misplaced", 1, what);
    }

    void corrupt(int count, String what) {
        corrupt += count;
        note("corrupt", count, what);
    }

    void stale(String what) {
        stale++;
        note("stale", 1, what);
    }

    private void note(String kind, int count, String what) {
        if (count > 0 && cases.size() < CASES) {
            cases.add(kind + " " + what);
        }
    }

    @Override
    public String toString() {
        return String.join("\n", cases);
    }
}
