package dev.caravan.settings;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;
import java.util.function.ToIntFunction;

/** Finds the word that was meant: the one that fewest letters turn into, whatever their case. */
public final class Misspelling {

    private static final int MOST_EDITS = 2;

    private Misspelling() {}

    /** Empty if no candidate is within {@value #MOST_EDITS} letters added, left out or changed. */
    public static Optional<String> nearest(String word, Collection<String> candidates) {
        String lower = word.toLowerCase(Locale.ROOT);
        ToIntFunction<String> distance = candidate -> edits(lower, candidate.toLowerCase(Locale.ROOT));
        return candidates.stream()
                .filter(candidate -> distance.applyAsInt(candidate) <= MOST_EDITS)
                .min(Comparator.comparingInt(distance));
    }

    /** Levenshtein's distance, a row of the table at a time. */
    private static int edits(String from, String to) {
        int[] row = new int[to.length() + 1];
        for (int column = 0; column <= to.length(); column++) {
            row[column] = column;
        }
        for (int i = 1; i <= from.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= to.length(); j++) {
                int change = diagonal + (from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(change, Math.min(row[j], row[j - 1]) + 1);
            }
        }
        return row[to.length()];
    }
}
