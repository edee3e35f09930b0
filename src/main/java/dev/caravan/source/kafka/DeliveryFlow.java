package dev.caravan.source.kafka;

import java.util.List;

/** How frozen batches are pinned, written and acknowledged. For the poll thread only. */
interface DeliveryFlow extends AutoCloseable {

    /** Makes ready what the first batch needs; does nothing while a batch that needs it is in flight. */
    void prepare();

    /** True if the broker can tell committed offsets: none of this member is inside an open transaction. */
    boolean isSettled();

    /**
     * Takes every partition as far as it goes.
     *
     * @param partitions positioned ones
     * @param flush cut what is buffered now
     */
    void advance(List<OwnedPartition> partitions, boolean flush);

    @Override
    void close();
}
