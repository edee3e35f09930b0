package dev.caravan.local.child.trino.lake;

import dev.caravan.local.child.trino.wire.PartitionDefinition;
import dev.caravan.local.child.trino.wire.TableDefinition;
import io.trino.spi.StandardErrorCode;
import io.trino.spi.TrinoException;
import io.trino.spi.connector.ColumnHandle;
import io.trino.spi.connector.ColumnMetadata;
import io.trino.spi.connector.ConnectorMetadata;
import io.trino.spi.connector.ConnectorSession;
import io.trino.spi.connector.ConnectorTableHandle;
import io.trino.spi.connector.ConnectorTableMetadata;
import io.trino.spi.connector.ConnectorTableVersion;
import io.trino.spi.connector.Constraint;
import io.trino.spi.connector.ConstraintApplicationResult;
import io.trino.spi.connector.RelationColumnsMetadata;
import io.trino.spi.connector.SchemaTableName;
import io.trino.spi.predicate.NullableValue;
import io.trino.spi.predicate.TupleDomain;
import io.trino.spi.type.TypeOperators;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;

/** Databases, tables and columns of one query's catalog, and the pruning of table partitions. */
final class LakeMetadata implements ConnectorMetadata {
    private final LakeCatalog catalog;
    private final TypeOperators operators;

    LakeMetadata(LakeCatalog catalog, TypeOperators operators) {
        this.catalog = catalog;
        this.operators = operators;
    }

    @Override
    public boolean schemaExists(ConnectorSession session, String schemaName) {
        return catalog.databases().contains(schemaName);
    }

    @Override
    public List<String> listSchemaNames(ConnectorSession session) {
        return catalog.databases();
    }

    @Override
    public List<SchemaTableName> listTables(ConnectorSession session, Optional<String> schemaName) {
        List<String> databases = schemaName.map(List::of).orElseGet(catalog::databases);
        return databases.stream()
                .flatMap(database ->
                        catalog.tables(database).stream().map(table -> new SchemaTableName(database, table)))
                .toList();
    }

    /** Their names alone: what a view selects is not known here. */
    @Override
    public List<SchemaTableName> listViews(ConnectorSession session, Optional<String> schemaName) {
        return listTables(session, schemaName).stream()
                .filter(name -> catalog.table(name.getSchemaName(), name.getTableName())
                        .filter(LakeMetadata::isView)
                        .isPresent())
                .toList();
    }

    private static boolean isView(TableDefinition table) {
        return "VIRTUAL_VIEW".equals(table.type());
    }

    @Override
    public LakeTable getTableHandle(
            ConnectorSession session,
            SchemaTableName name,
            Optional<ConnectorTableVersion> startVersion,
            Optional<ConnectorTableVersion> endVersion) {
        if (startVersion.isPresent() || endVersion.isPresent()) {
            throw refused("Table " + name + ": it has no versions to travel to");
        }
        Optional<TableDefinition> found = catalog.table(name.getSchemaName(), name.getTableName());
        if (found.isEmpty()) {
            return null;
        }
        TableDefinition definition = found.get();
        refuseUnreadable(definition);
        return new LakeTable(definition, LakeColumns.of(definition, operators), TupleDomain.all(), Optional.empty());
    }

    private static void refuseUnreadable(TableDefinition table) {
        String name = table.database() + "." + table.name();
        if (isView(table)) {
            throw refused("View " + name + ": views are not supported here");
        }
        if (table.parameters().containsKey("table_type")) {
            throw refused(
                    "Table " + name + ": " + table.parameters().get("table_type") + " tables are not supported here");
        }
        if ("true".equalsIgnoreCase(table.parameters().get("projection.enabled"))) {
            throw refused("Table " + name + ": partition projection is not supported here");
        }
    }

    private static TrinoException refused(String message) {
        return new TrinoException(StandardErrorCode.NOT_SUPPORTED, message);
    }

    @Override
    public ConnectorTableMetadata getTableMetadata(ConnectorSession session, ConnectorTableHandle table) {
        LakeTable lakeTable = (LakeTable) table;
        return new ConnectorTableMetadata(lakeTable.name(), columns(lakeTable));
    }

    @Override
    public Map<String, ColumnHandle> getColumnHandles(ConnectorSession session, ConnectorTableHandle table) {
        Map<String, ColumnHandle> handles = new LinkedHashMap<>();
        ((LakeTable) table).columns().forEach(column -> handles.put(column.name(), column));
        return handles;
    }

    @Override
    public ColumnMetadata getColumnMetadata(ConnectorSession session, ConnectorTableHandle table, ColumnHandle column) {
        return metadata(((LakeTable) table).definition(), (LakeColumn) column);
    }

    @Override
    public Iterator<RelationColumnsMetadata> streamRelationColumns(
            ConnectorSession session, Optional<String> schemaName, UnaryOperator<Set<SchemaTableName>> relationFilter) {
        Set<SchemaTableName> wanted = relationFilter.apply(Set.copyOf(listTables(session, schemaName)));
        return wanted.stream()
                .flatMap(name -> catalog.table(name.getSchemaName(), name.getTableName()).stream())
                .map(this::relationColumns)
                .iterator();
    }

    private RelationColumnsMetadata relationColumns(TableDefinition table) {
        return RelationColumnsMetadata.forTable(
                new SchemaTableName(table.database(), table.name()),
                LakeColumns.of(table, operators).stream()
                        .map(column -> metadata(table, column))
                        .toList());
    }

    private static List<ColumnMetadata> columns(LakeTable table) {
        return table.columns().stream()
                .map(column -> metadata(table.definition(), column))
                .toList();
    }

    private static ColumnMetadata metadata(TableDefinition table, LakeColumn column) {
        Optional<String> comment =
                switch (column.kind()) {
                    case DATA ->
                        Optional.ofNullable(table.columns().get(column.index()).comment());
                    case PARTITION_KEY ->
                        Optional.ofNullable(
                                table.partitionKeys().get(column.index()).comment());
                    case OBJECT -> Optional.empty();
                };
        return ColumnMetadata.builder()
                .setName(column.name())
                .setType(column.type())
                .setComment(comment)
                .setExtraInfo(
                        column.kind() == LakeColumn.Kind.PARTITION_KEY
                                ? Optional.of("partition key")
                                : Optional.empty())
                .setHidden(column.kind() == LakeColumn.Kind.OBJECT)
                .build();
    }

    @Override
    public Optional<ConstraintApplicationResult<ConnectorTableHandle>> applyFilter(
            ConnectorSession session, ConnectorTableHandle handle, Constraint constraint) {
        LakeTable table = (LakeTable) handle;
        List<LakeColumn> keys = table.partitionKeys();
        TupleDomain<ColumnHandle> onKeys =
                constraint.getSummary().filter((column, domain) -> keys.contains((LakeColumn) column));
        TupleDomain<ColumnHandle> enforced = table.enforced().intersect(onKeys);
        boolean predicateOnKeys = constraint.predicate().isPresent()
                && constraint
                        .getPredicateColumns()
                        .map(columns -> columns.stream().anyMatch(keys::contains))
                        .orElse(false);
        if (keys.isEmpty() || (enforced.equals(table.enforced()) && !predicateOnKeys)) {
            return Optional.empty();
        }
        List<PartitionDefinition> before = table.partitions().orElseGet(() -> catalog.partitions(table.definition()));
        List<PartitionDefinition> left = new ArrayList<>();
        for (PartitionDefinition partition : before) {
            Map<ColumnHandle, NullableValue> values = PartitionValues.of(table, partition);
            if (!enforced.isNone()
                    && enforced.overlaps(TupleDomain.fromFixedValues(values))
                    && constraint
                            .predicate()
                            .map(matches -> matches.test(values))
                            .orElse(true)) {
                left.add(partition);
            }
        }
        if (enforced.equals(table.enforced()) && left.size() == before.size()) {
            return Optional.empty();
        }
        TupleDomain<ColumnHandle> remaining =
                constraint.getSummary().filter((column, domain) -> !keys.contains((LakeColumn) column));
        return Optional.of(new ConstraintApplicationResult<>(
                table.prunedTo(enforced, left), remaining, constraint.getExpression(), false));
    }
}
