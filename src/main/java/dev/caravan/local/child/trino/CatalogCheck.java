package dev.caravan.local.child.trino;

import io.trino.spi.Location;
import io.trino.spi.StandardErrorCode;
import io.trino.spi.TrinoException;
import io.trino.sql.tree.DefaultTraversalVisitor;
import io.trino.sql.tree.Table;
import java.util.List;

/** Refuses tables of catalogs that the engine has for itself and Athena does not. */
final class CatalogCheck extends DefaultTraversalVisitor<Void> {
    static final String CATALOG = "awsdatacatalog";

    @Override
    protected Void visitTable(Table node, Void context) {
        List<String> parts = node.getName().getParts();
        if (parts.size() == 3 && !parts.get(0).equals(CATALOG)) {
            throw new TrinoException(
                    StandardErrorCode.CATALOG_NOT_FOUND,
                    node.getLocation().map(at -> new Location(at.getLineNumber(), at.getColumnNumber())),
                    "Catalog '" + parts.get(0) + "' does not exist",
                    null);
        }
        return super.visitTable(node, null);
    }
}
