package dev.caravan.local.child.trino.lake;

import dev.caravan.local.child.trino.wire.PartitionDefinition;
import dev.caravan.local.child.trino.wire.StorageDefinition;
import dev.caravan.local.child.trino.wire.TableDefinition;
import io.trino.spi.connector.ConnectorSession;
import io.trino.spi.connector.ConnectorSplitManager;
import io.trino.spi.connector.ConnectorSplitSource;
import io.trino.spi.connector.ConnectorTableHandle;
import io.trino.spi.connector.ConnectorTransactionHandle;
import io.trino.spi.connector.Constraint;
import io.trino.spi.connector.DynamicFilter;
import io.trino.spi.connector.FixedSplitSource;
import java.util.List;
import java.util.function.Function;

/** One split for each object of the partitions that are left, in the order of partitions and keys. */
final class LakeSplits implements ConnectorSplitManager {
    private final Function<String, LakeCatalog> catalogs;
    private final LakeObjects objects;

    LakeSplits(Function<String, LakeCatalog> catalogs, LakeObjects objects) {
        this.catalogs = catalogs;
        this.objects = objects;
    }

    @Override
    public ConnectorSplitSource getSplits(
            ConnectorTransactionHandle transaction,
            ConnectorSession session,
            ConnectorTableHandle handle,
            DynamicFilter dynamicFilter,
            Constraint constraint) {
        LakeTable table = (LakeTable) handle;
        List<LakeSplit> splits = partitions(table, session).stream()
                .map(partition -> withStorageOf(partition, table.definition()))
                .flatMap(partition -> objects.list(partition.storage().location()).stream()
                        .map(object -> new LakeSplit(object, partition)))
                .toList();
        return new FixedSplitSource(splits);
    }

    private List<PartitionDefinition> partitions(LakeTable table, ConnectorSession session) {
        if (table.partitionKeys().isEmpty()) {
            return List.of(new PartitionDefinition(
                    List.of(), List.of(), table.definition().storage()));
        }
        return table.partitions()
                .orElseGet(() -> catalogs.apply(session.getQueryId()).partitions(table.definition()));
    }

    /** A partition has a location of its own; what it does not say about the reading, its table says. */
    private static PartitionDefinition withStorageOf(PartitionDefinition partition, TableDefinition table) {
        StorageDefinition own = partition.storage();
        StorageDefinition ofTable = table.storage();
        StorageDefinition read = own.serde() == null
                ? new StorageDefinition(own.location(), ofTable.inputFormat(), ofTable.serde(), ofTable.parameters())
                : own;
        return new PartitionDefinition(partition.values(), partition.columns(), read);
    }
}
