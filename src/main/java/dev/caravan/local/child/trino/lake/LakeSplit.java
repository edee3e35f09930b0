package dev.caravan.local.child.trino.lake;

import dev.caravan.local.child.trino.wire.PartitionDefinition;
import dev.caravan.local.child.trino.wire.StorageDefinition;
import io.trino.spi.connector.ConnectorSplit;
import java.util.List;
import java.util.Map;

/**
 * One object to read.
 *
 * @param partitionValues of the partition that it belongs to, in the order of the partition keys; empty without
 */
record LakeSplit(LakeObject object, StorageDefinition storage, List<String> partitionValues) implements ConnectorSplit {
    static LakeSplit of(LakeObject object, PartitionDefinition partition) {
        return new LakeSplit(object, partition.storage(), partition.values());
    }

    @Override
    public Object getInfo() {
        return Map.of("path", object.uri());
    }
}
