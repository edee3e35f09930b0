package dev.caravan.reconcile;

import static java.util.Objects.requireNonNull;

import dev.caravan.record.SourcePartition;

/** The batches of one partition, as one reader of it wrote them to one lake. */
public record ChainId(Place lake, SourcePartition partition) {

    public ChainId {
        requireNonNull(lake, "lake");
        requireNonNull(partition, "partition");
    }

    @Override
    public String toString() {
        return lake + " " + partition.label() + " (" + partition.lineage() + ")";
    }
}
