package dev.caravan.local.child.trino.lake;

import dev.caravan.local.child.trino.wire.PartitionDefinition;
import dev.caravan.local.child.trino.wire.StorageDefinition;
import io.trino.spi.connector.ConnectorSplit;
import java.util.List;
import java.util.Map;

/**
 * One object to read.
 *
 * @param partition that it belongs to; in a table without partition keys one without values
 */
record LakeSplit(LakeObject object, PartitionDefinition partition) implements ConnectorSplit {
    StorageDefinition storage() {
        return partition.storage();
    }

    List<String> partitionValues() {
        return partition.values();
    }

    @Override
    public Object getInfo() {
        return Map.of("path", object.uri());
    }
}
