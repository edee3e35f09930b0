package dev.caravan.local.child.trino;

import io.trino.spi.Location;
import java.util.Comparator;
import java.util.List;

/**
 * A text with insertions that hold no line ends. Lines and columns count from 1, columns in code points, as the parser
 * counts them.
 */
final class EditedText {
    private final String original;
    private final List<Insertion> insertions;

    /** Something to put before the character at a place. */
    record Insertion(int offset, Location place, String text) {}

    EditedText(String original, List<Insertion> insertions) {
        this.original = original;
        this.insertions = insertions.stream()
                .sorted(Comparator.comparingInt(Insertion::offset))
                .toList();
    }

    String edited() {
        StringBuilder edited = new StringBuilder();
        int from = 0;
        for (Insertion insertion : insertions) {
            edited.append(original, from, insertion.offset()).append(insertion.text());
            from = insertion.offset();
        }
        return edited.append(original.substring(from)).toString();
    }

    /** Where a place of the edited text was in the original one. */
    Location original(Location place) {
        int inserted = 0;
        for (Insertion insertion : insertions) {
            int start = insertion.place().getColumnNumber() + inserted;
            if (insertion.place().getLineNumber() != place.getLineNumber() || start > place.getColumnNumber()) {
                continue;
            }
            if (place.getColumnNumber() < start + insertion.text().length()) {
                return insertion.place();
            }
            inserted += insertion.text().length();
        }
        return new Location(place.getLineNumber(), place.getColumnNumber() - inserted);
    }
}
