package dev.caravan.deadletter.read;

import static java.util.Objects.requireNonNull;

import dev.caravan.record.RecordHeader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * How often a record came back as a dead letter after it was replayed, and which dead letter it was first.
 *
 * <p>A Kafka record carries it in its headers {@code caravan-replays} and {@code caravan-replay-of}. A producer may put
 * anything there: what is not a count and an id counts as nothing, and nothing but the limit of replays looks at it.
 *
 * @param count 0 for a record that was never replayed
 * @param first id of the dead letter that was replayed first
 */
public record ReplayMark(int count, Optional<DeadLetterId> first) {

    public static final ReplayMark NONE = new ReplayMark(0, Optional.empty());
    public static final String COUNT_HEADER = "caravan-replays";
    public static final String FIRST_HEADER = "caravan-replay-of";

    private static final Pattern COUNT = Pattern.compile("[1-9]\\d{0,5}");

    public ReplayMark {
        requireNonNull(first, "first");
        if (count < 0) {
            throw new IllegalArgumentException("A count of replays is 0 or more, got " + count);
        }
    }

    /** Of several headers of one name the last one holds, as Kafka's clients read them. */
    static ReplayMark of(List<RecordHeader> headers) {
        int count = last(headers, COUNT_HEADER)
                .filter(text -> COUNT.matcher(text).matches())
                .map(Integer::parseInt)
                .orElse(0);
        Optional<DeadLetterId> first =
                last(headers, FIRST_HEADER).filter(DeadLetterId::isId).map(DeadLetterId::new);
        return count == 0 ? NONE : new ReplayMark(count, first);
    }

    /** The mark that a record carries after one more replay. */
    public ReplayMark next(DeadLetterId id) {
        return new ReplayMark(count + 1, Optional.of(first.orElse(id)));
    }

    /** The headers with this mark in place of an earlier one. */
    public List<RecordHeader> in(List<RecordHeader> headers) {
        List<RecordHeader> marked = new ArrayList<>(headers);
        marked.removeIf(
                header -> header.name().equals(COUNT_HEADER) || header.name().equals(FIRST_HEADER));
        marked.add(header(COUNT_HEADER, Integer.toString(count)));
        first.ifPresent(id -> marked.add(header(FIRST_HEADER, id.text())));
        return marked;
    }

    private static RecordHeader header(String name, String text) {
        return new RecordHeader(name, text.getBytes(StandardCharsets.UTF_8));
    }

    private static Optional<String> last(List<RecordHeader> headers, String name) {
        return headers.stream()
                .filter(header -> header.name().equals(name) && header.value() != null)
                .reduce((earlier, later) -> later)
                .map(header -> new String(header.value(), StandardCharsets.UTF_8));
    }
}
