package dev.caravan.local.child.trino.lake;

import io.trino.spi.connector.ColumnHandle;
import io.trino.spi.connector.ConnectorPageSource;
import io.trino.spi.connector.ConnectorPageSourceProvider;
import io.trino.spi.connector.ConnectorSession;
import io.trino.spi.connector.ConnectorSplit;
import io.trino.spi.connector.ConnectorTableHandle;
import io.trino.spi.connector.ConnectorTransactionHandle;
import io.trino.spi.connector.DynamicFilter;
import io.trino.spi.type.TypeOperators;
import java.util.List;

/** Opens one object for a query. */
final class LakePages implements ConnectorPageSourceProvider {
    private final TypeOperators operators;

    LakePages(TypeOperators operators) {
        this.operators = operators;
    }

    @Override
    public ConnectorPageSource createPageSource(
            ConnectorTransactionHandle transaction,
            ConnectorSession session,
            ConnectorSplit split,
            ConnectorTableHandle table,
            List<ColumnHandle> columns,
            DynamicFilter dynamicFilter) {
        LakeTable lakeTable = (LakeTable) table;
        LakeSplit lakeSplit = (LakeSplit) split;
        List<LakeColumn> needed = columns.stream().map(LakeColumn.class::cast).toList();
        new PartitionSchema(lakeTable, lakeSplit.partition(), operators).check(needed);
        return new LakePageSource(lakeTable, lakeSplit, needed);
    }
}
