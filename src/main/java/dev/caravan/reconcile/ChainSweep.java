package dev.caravan.reconcile;

import dev.caravan.record.BatchRange;
import dev.caravan.record.KafkaPosition;
import dev.caravan.record.Position;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeSet;

/**
 * Walks over the batches of one chain in the order of their starts. A batch covers everything after its previous end up to
 * its own end: Kafka's offsets have no other gaps than real ones, and of Kinesis, whose sequence numbers do, the reader
 * has said with the previous end that nothing lay between.
 */
final class ChainSweep {

    private static final String UNDER_WAY =
            " It is the last batch: if the route runs or was killed, it may be under way; ask again, or start the route";

    private final ChainId id;
    private final NavigableMap<Span, Map<String, StoredBatch>> batches;
    private final Map<Span, StoredLetters> letters;
    private final boolean openStart;
    private final List<Finding> findings = new ArrayList<>();
    private StoredBatch farthest;

    /**
     * @param batches by span, and by the settings that shaped them; not empty
     * @param letters of the same partition
     * @param openStart batches before the first one may have been moved away
     */
    ChainSweep(
            ChainId id,
            NavigableMap<Span, Map<String, StoredBatch>> batches,
            Map<Span, StoredLetters> letters,
            boolean openStart) {
        this.id = id;
        this.batches = batches;
        this.letters = letters;
        this.openStart = openStart;
    }

    ChainReport report() {
        long objects = 0;
        long in = 0;
        long rejected = 0;
        long filtered = 0;
        long rows = 0;
        for (Map.Entry<Span, Map<String, StoredBatch>> entry : batches.entrySet()) {
            Collection<StoredBatch> attempts = entry.getValue().values();
            StoredBatch batch = best(attempts);
            link(batch.range(), batch.object());
            if (attempts.size() > 1) {
                found(
                        FindingKind.OVERLAP,
                        entry.getKey() + " was written under several settings of the route, "
                                + new TreeSet<>(entry.getValue().keySet()) + ", one of its objects is " + batch.object()
                                + ": records may be doubled, as onSettingsMismatch=accept says");
            }
            if (farthest == null
                    || batch.range().end().compareTo(farthest.range().end()) > 0) {
                farthest = batch;
            }
            content(entry.getKey(), batch);
            objects += attempts.stream().mapToLong(StoredBatch::objects).sum();
            rows += attempts.stream().mapToLong(StoredBatch::rows).sum();
            in += batch.counts().in();
            rejected += batch.counts().rejected();
            filtered += batch.counts().filtered();
        }
        return new ChainReport(
                id,
                batches.size(),
                objects,
                in,
                in - rejected - filtered,
                rejected,
                filtered,
                rows,
                batches.firstKey().start(),
                farthest.range().end(),
                findings);
    }

    /** An interrupted attempt under other settings is not missed where a whole one is there. */
    private static StoredBatch best(Collection<StoredBatch> attempts) {
        return attempts.stream().filter(StoredBatch::isWhole).findFirst().orElseGet(() -> attempts.iterator()
                .next());
    }

    private void link(BatchRange next, String object) {
        Optional<Position> before = before(next);
        if (farthest == null) {
            before.ifPresent(end -> beginning(next, end, object));
            return;
        }
        Position reached = farthest.range().end();
        if (next.start().compareTo(reached) <= 0) {
            found(
                    FindingKind.OVERLAP,
                    Span.of(next) + " and " + Span.of(farthest.range()) + " overlap, in " + object + " and "
                            + farthest.object() + ": a position was moved back by hand, records may be doubled");
        } else if (before.isEmpty()) {
            found(
                    FindingKind.UNPROVEN,
                    "the reader began anew at " + next.start().text() + ", in " + object
                            + ", without a checkpoint: whether records lay after "
                            + reached.text() + " and before it, nobody has written down");
        } else if (before.get().compareTo(reached) > 0) {
            found(
                    FindingKind.GAP,
                    "no batch covers what lies after " + reached.text() + ", up to "
                            + before.get().text() + "; next is " + object
                            + ": restore the objects, or deliver this stretch again with a reader of its own");
        }
    }

    private void beginning(BatchRange first, Position end, String object) {
        if (first.start() instanceof KafkaPosition || openStart) {
            found(
                    FindingKind.UNPROVEN,
                    "the first batch starts at " + first.start().text() + ", in " + object
                            + ": whether the reader began there or batches before it were moved, nobody has"
                            + " written down");
        } else {
            found(
                    FindingKind.GAP,
                    "the first batch, in " + object + ", follows one that ended at " + end.text()
                            + ", and none that did is there: restore it; if it has expired or lies under another"
                            + " prefix, say --open-start");
        }
    }

    private void content(Span span, StoredBatch batch) {
        String last = span.equals(batches.lastKey()) ? UNDER_WAY : "";
        int out = batch.counts().out();
        if (!batch.agreed()) {
            found(
                    FindingKind.CONTRADICTION,
                    "the objects of " + span + ", one of them " + batch.object()
                            + ", say different counts: a step does not do the same to a record every time");
        } else if (batch.rows() < out) {
            found(
                    FindingKind.INCOMPLETE,
                    span + ", in " + batch.object() + ", lacks " + (out - batch.rows()) + " of " + out
                            + " rows: an object of it is missing, restore it." + last);
        } else if (batch.rows() > out) {
            found(
                    FindingKind.SURPLUS,
                    span + ", in " + batch.object() + ", has " + batch.rows() + " rows in " + batch.objects()
                            + " objects, and " + out + " were written: somebody has copied an object");
        }
        int rejected = batch.counts().rejected();
        long kept = letters.containsKey(span) ? letters.get(span).rows() : 0;
        if (kept < rejected) {
            found(
                    FindingKind.LETTERS_MISSING,
                    span + ", in " + batch.object() + ", has rejected " + rejected + " records, and there are " + kept
                            + " dead letters of it: restore their object, and look at dead-letters.bucket." + last);
        }
    }

    /** For Kafka it is the offset before, whatever was known of it. */
    private static Optional<Position> before(BatchRange range) {
        return range.start() instanceof KafkaPosition kafka
                ? Optional.of(kafka)
                        .filter(start -> start.offset() > 0)
                        .map(start -> new KafkaPosition(start.offset() - 1))
                : range.previousEnd();
    }

    private void found(FindingKind kind, String text) {
        findings.add(new Finding(kind, id.toString(), text));
    }
}
