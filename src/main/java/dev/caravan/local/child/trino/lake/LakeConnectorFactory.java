package dev.caravan.local.child.trino.lake;

import io.trino.spi.connector.Connector;
import io.trino.spi.connector.ConnectorContext;
import io.trino.spi.connector.ConnectorFactory;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;

/**
 * Makes the connector.
 *
 * @param catalogs the catalog of a query, by the query's id
 * @param root the directory that holds the buckets
 */
public record LakeConnectorFactory(Function<String, LakeCatalog> catalogs, Path root) implements ConnectorFactory {
    public LakeConnectorFactory {
        Objects.requireNonNull(catalogs, "catalogs");
        Objects.requireNonNull(root, "root");
    }

    @Override
    public String getName() {
        return "lake";
    }

    @Override
    public Connector create(String catalogName, Map<String, String> config, ConnectorContext context) {
        return new LakeConnector(
                catalogs, new LakeObjects(root), context.getTypeManager().getTypeOperators());
    }
}
