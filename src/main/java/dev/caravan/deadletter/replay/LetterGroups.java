package dev.caravan.deadletter.replay;

import dev.caravan.deadletter.read.DeadLetter;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Set;

/**
 * Cuts dead letters into groups that are claimed and sent at once. No group has one record twice: the second dead letter
 * of a record then finds in the ledger what became of the first.
 */
final class LetterGroups {

    private final Iterator<DeadLetter> letters;
    private final long maxBytes;
    private DeadLetter held;

    LetterGroups(Iterator<DeadLetter> letters, long maxBytes) {
        this.letters = letters;
        this.maxBytes = maxBytes;
    }

    /** Empty at the end. A record larger than a group is a group of its own. */
    List<DeadLetter> next(int max) {
        List<DeadLetter> group = new ArrayList<>();
        Set<String> records = new HashSet<>();
        long bytes = 0;
        while (group.size() < max && (held != null || letters.hasNext())) {
            DeadLetter letter = held == null ? letters.next() : held;
            held = null;
            bytes += letter.record().payloadBytes();
            if (!records.add(letter.recordName()) || (bytes > maxBytes && !group.isEmpty())) {
                held = letter;
                break;
            }
            group.add(letter);
        }
        return group;
    }
}
