package dev.caravan.local.child.trino.lake;

import dev.caravan.local.child.trino.wire.PartitionDefinition;
import dev.caravan.local.child.trino.wire.TableDefinition;
import io.trino.spi.connector.ColumnHandle;
import io.trino.spi.connector.ConnectorTableHandle;
import io.trino.spi.connector.SchemaTableName;
import io.trino.spi.predicate.TupleDomain;
import java.util.List;
import java.util.Optional;

/**
 * A table in a query, with what is known of the partitions that it needs.
 *
 * @param enforced what the partitions were pruned by
 * @param partitions those that are left; empty if nothing has been pruned
 */
record LakeTable(
        TableDefinition definition,
        List<LakeColumn> columns,
        TupleDomain<ColumnHandle> enforced,
        Optional<List<PartitionDefinition>> partitions)
        implements ConnectorTableHandle {
    LakeTable {
        columns = List.copyOf(columns);
    }

    SchemaTableName name() {
        return new SchemaTableName(definition.database(), definition.name());
    }

    List<LakeColumn> partitionKeys() {
        return ofKind(LakeColumn.Kind.PARTITION_KEY);
    }

    List<LakeColumn> dataColumns() {
        return ofKind(LakeColumn.Kind.DATA);
    }

    LakeTable prunedTo(TupleDomain<ColumnHandle> constraint, List<PartitionDefinition> left) {
        return new LakeTable(definition, columns, constraint, Optional.of(List.copyOf(left)));
    }

    private List<LakeColumn> ofKind(LakeColumn.Kind kind) {
        return columns.stream().filter(column -> column.kind() == kind).toList();
    }

    @Override
    public String toString() {
        return name().toString();
    }
}
