package dev.caravan.local.child.trino.lake;

import io.trino.spi.connector.Connector;
import io.trino.spi.connector.ConnectorMetadata;
import io.trino.spi.connector.ConnectorPageSourceProvider;
import io.trino.spi.connector.ConnectorSession;
import io.trino.spi.connector.ConnectorSplitManager;
import io.trino.spi.connector.ConnectorTransactionHandle;
import io.trino.spi.transaction.IsolationLevel;
import io.trino.spi.type.TypeOperators;
import java.util.function.Function;

/** Puts the parts of the connector together. */
final class LakeConnector implements Connector {
    private final Function<String, LakeCatalog> catalogs;
    private final LakeObjects objects;
    private final TypeOperators operators;

    LakeConnector(Function<String, LakeCatalog> catalogs, LakeObjects objects, TypeOperators operators) {
        this.catalogs = catalogs;
        this.objects = objects;
        this.operators = operators;
    }

    @Override
    public ConnectorTransactionHandle beginTransaction(
            IsolationLevel isolationLevel, boolean readOnly, boolean autoCommit) {
        return LakeTransaction.READ_ONLY;
    }

    @Override
    public ConnectorMetadata getMetadata(ConnectorSession session, ConnectorTransactionHandle transaction) {
        return new LakeMetadata(catalogs.apply(session.getQueryId()), operators);
    }

    @Override
    public ConnectorSplitManager getSplitManager() {
        return new LakeSplits(catalogs, objects);
    }

    @Override
    public ConnectorPageSourceProvider getPageSourceProvider() {
        return new LakePages(operators);
    }
}
