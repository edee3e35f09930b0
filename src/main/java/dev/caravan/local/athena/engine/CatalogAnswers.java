package dev.caravan.local.athena.engine;

import dev.caravan.local.child.trino.wire.CatalogQuestion;
import dev.caravan.local.child.trino.wire.PartitionDefinition;
import dev.caravan.local.child.trino.wire.StorageDefinition;
import dev.caravan.local.child.trino.wire.TableDefinition;
import dev.caravan.local.glue.catalog.Column;
import dev.caravan.local.glue.catalog.Database;
import dev.caravan.local.glue.catalog.GlueCatalog;
import dev.caravan.local.glue.catalog.StorageDescriptor;
import dev.caravan.local.glue.catalog.Table;
import java.util.List;
import java.util.Objects;

/** Answers the engine's questions from the Glue catalog. */
final class CatalogAnswers {
    private final GlueCatalog catalog;

    CatalogAnswers(GlueCatalog catalog) {
        this.catalog = Objects.requireNonNull(catalog, "catalog");
    }

    /** The answer, or null when there is no such table. */
    Object to(CatalogQuestion question) {
        if (question instanceof CatalogQuestion.Databases) {
            return catalog.databases().stream().map(Database::name).toList();
        }
        if (question instanceof CatalogQuestion.Tables tables) {
            return catalog.findDatabase(tables.database()).isEmpty()
                    ? List.of()
                    : catalog.tables(tables.database()).stream()
                            .map(Table::name)
                            .toList();
        }
        if (question instanceof CatalogQuestion.Table table) {
            return catalog.findTable(table.database(), table.name())
                    .map(CatalogAnswers::definition)
                    .orElse(null);
        }
        CatalogQuestion.Partitions partitions = (CatalogQuestion.Partitions) question;
        return catalog.partitions(partitions.database(), partitions.table()).stream()
                .map(partition -> new PartitionDefinition(
                        partition.definition().values(),
                        columns(partition.definition().storageDescriptor().columns()),
                        storage(partition.definition().storageDescriptor())))
                .toList();
    }

    private static TableDefinition definition(Table table) {
        return new TableDefinition(
                table.databaseName(),
                table.name(),
                table.definition().tableType(),
                columns(table.columns()),
                columns(table.partitionKeys()),
                storage(table.storageDescriptor()),
                table.parameters());
    }

    private static List<TableDefinition.Column> columns(List<Column> columns) {
        return columns.stream()
                .map(column -> new TableDefinition.Column(column.name(), column.type(), column.comment()))
                .toList();
    }

    private static StorageDefinition storage(StorageDescriptor storage) {
        return new StorageDefinition(
                storage.location(),
                storage.inputFormat(),
                storage.serdeInfo().serializationLibrary(),
                storage.serdeInfo().parameters());
    }
}
