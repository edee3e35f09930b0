package dev.caravan.reconcile;

import dev.caravan.record.BatchRange;
import dev.caravan.record.Position;

/** Start and end of a batch, both included; ordered by start, then end. */
record Span(Position start, Position end) implements Comparable<Span> {

    static Span of(BatchRange range) {
        return new Span(range.start(), range.end());
    }

    @Override
    public int compareTo(Span other) {
        int byStart = start.compareTo(other.start);
        return byStart != 0 ? byStart : end.compareTo(other.end);
    }

    @Override
    public String toString() {
        return start.text() + " to " + end.text();
    }
}
