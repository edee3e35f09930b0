package dev.caravan.report.mail.chart;

/** A place on the axis: categories that are cut to the same label stay apart. */
record Slot(int index, String label) implements Comparable<Slot> {

    @Override
    public int compareTo(Slot other) {
        return Integer.compare(index, other.index);
    }

    /** What the axis shows. */
    @Override
    public String toString() {
        return label;
    }
}
