package dev.caravan.local.kinesis;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a stream knows of one of its shards.
 *
 * @param number its number in the stream, from 0
 * @param parents the numbers of the shards it came from: none, the one split, or the two merged
 * @param range the hash keys it takes
 * @param createdMillis when it was made, milliseconds since 1970
 * @param epochSeconds the epoch of its sequence numbers
 * @param closing its end; null while it is open
 */
record Shard(
        int number, List<Integer> parents, HashKeyRange range, long createdMillis, long epochSeconds, Closing closing) {

    private static final Pattern ID = Pattern.compile("shardId-(\\d{12})");

    Shard {
        parents = List.copyOf(parents);
        if (parents.size() > 2) {
            throw new IllegalArgumentException("A shard has two parents at most, not " + parents);
        }
    }

    /** The form {@code shardId-000000000007}. */
    static String id(int number) {
        return String.format(Locale.ROOT, "shardId-%012d", number);
    }

    /** The number in a shard's id; a bare number is an id for AWS, too. */
    static Optional<Integer> number(String id) {
        Matcher matcher = ID.matcher(id);
        String digits = matcher.matches() ? matcher.group(1) : id;
        try {
            return Optional.of(Integer.valueOf(digits)).filter(number -> number >= 0);
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    String id() {
        return id(number);
    }

    @JsonIgnore
    boolean isOpen() {
        return closing == null;
    }

    /** Whether it took records at this time. */
    boolean isOpenAt(long millis) {
        return createdMillis <= millis && (isOpen() || closing.atMillis() > millis);
    }

    /** Whether it was closed so long ago that all its records are gone. */
    boolean isGoneBefore(long millis) {
        return !isOpen() && closing.atMillis() < millis;
    }

    Shard close(Closing end) {
        return new Shard(number, parents, range, createdMillis, epochSeconds, end);
    }

    /** The sequence number of the record at an index. */
    SequenceNumber sequenceNumber(long index, long millis) {
        return new SequenceNumber(epochSeconds, number, index, millis / 1000);
    }

    /** The number before all its records. */
    SequenceNumber startingSequenceNumber() {
        return sequenceNumber(0, createdMillis);
    }

    /** The number behind all its records; empty while it is open. */
    Optional<SequenceNumber> endingSequenceNumber() {
        return Optional.ofNullable(closing).map(end -> sequenceNumber(end.endIndex(), end.atMillis()));
    }
}
