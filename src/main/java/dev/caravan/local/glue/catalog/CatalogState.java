package dev.caravan.local.glue.catalog;

import static dev.caravan.local.glue.catalog.CatalogException.alreadyExists;
import static dev.caravan.local.glue.catalog.CatalogException.notFound;

import java.time.Instant;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/**
 * The whole catalog at one moment, immutable: each change answers a new state, so that several changes can become one
 * write ({@link GlueCatalog#change}). Everything is listed in the order of its name or values.
 */
public final class CatalogState {
    static final CatalogState EMPTY = new CatalogState(new TreeMap<>());

    private final NavigableMap<String, DatabaseEntry> databases;

    CatalogState(NavigableMap<String, DatabaseEntry> databases) {
        this.databases = Collections.unmodifiableNavigableMap(databases);
    }

    Collection<DatabaseEntry> entries() {
        return databases.values();
    }

    public List<Database> databases() {
        return databases.values().stream().map(DatabaseEntry::database).toList();
    }

    public Optional<Database> findDatabase(String name) {
        return Optional.ofNullable(databases.get(Fields.foldedName("Database", name)))
                .map(DatabaseEntry::database);
    }

    public List<Table> tables(String databaseName) {
        return database(databaseName).tables().values().stream()
                .map(TableEntry::table)
                .toList();
    }

    public Optional<Table> findTable(String databaseName, String name) {
        return Optional.ofNullable(databases.get(Fields.foldedName("Database", databaseName)))
                .map(database -> database.tables().get(Fields.foldedName("Table", name)))
                .map(TableEntry::table);
    }

    public List<TablePartition> partitions(String databaseName, String tableName) {
        return List.copyOf(table(databaseName, tableName).partitions().values());
    }

    public Optional<TablePartition> findPartition(String databaseName, String tableName, List<String> values) {
        return Optional.ofNullable(table(databaseName, tableName).partitions().get(values));
    }

    public CatalogState withNewDatabase(DatabaseInput definition, Instant now) {
        if (databases.containsKey(definition.name())) {
            throw alreadyExists("Database already exists.");
        }
        return with(new DatabaseEntry(new Database(definition, now), new TreeMap<>()));
    }

    public CatalogState withUpdatedDatabase(String name, DatabaseInput definition) {
        DatabaseEntry before = database(name);
        if (!before.database().name().equals(definition.name())) {
            throw CatalogException.invalidInput(
                    "Database " + before.database().name() + " cannot be renamed to " + definition.name() + ".");
        }
        return with(new DatabaseEntry(new Database(definition, before.database().createTime()), before.tables()));
    }

    /** Removes the database with all its tables and their partitions. */
    public CatalogState withoutDatabase(String name) {
        NavigableMap<String, DatabaseEntry> copy = new TreeMap<>(databases);
        copy.remove(database(name).database().name());
        return new CatalogState(copy);
    }

    public CatalogState withNewTable(String databaseName, TableInput definition, Instant now) {
        DatabaseEntry database = database(databaseName);
        if (database.tables().containsKey(definition.name())) {
            throw alreadyExists("Table already exists.");
        }
        Table table = new Table(database.database().name(), definition, now, now, 0);
        return with(database.with(TableEntry.of(table, List.of())));
    }

    public CatalogState withUpdatedTable(String databaseName, TableInput definition, Instant now) {
        return changed(databaseName, definition.name(), table -> table.updated(definition, now));
    }

    public CatalogState withoutTable(String databaseName, String name) {
        return with(
                database(databaseName).without(table(databaseName, name).table().name()));
    }

    /** Adds partitions; all or none. */
    public CatalogState withNewPartitions(
            String databaseName, String tableName, Collection<PartitionInput> definitions, Instant now) {
        return changed(databaseName, tableName, table -> table.withNew(definitions, now));
    }

    /** Adds partitions, or replaces those that exist. */
    public CatalogState withPartitions(
            String databaseName, String tableName, Collection<PartitionInput> definitions, Instant now) {
        return changed(databaseName, tableName, table -> table.with(definitions, now));
    }

    public CatalogState withReplacedPartition(
            String databaseName, String tableName, List<String> oldValues, PartitionInput definition) {
        return changed(databaseName, tableName, table -> table.withReplaced(oldValues, definition));
    }

    /** Removes partitions; all or none. */
    public CatalogState withoutPartitions(String databaseName, String tableName, Collection<List<String>> values) {
        return changed(databaseName, tableName, table -> table.without(values));
    }

    DatabaseEntry database(String name) {
        DatabaseEntry found = databases.get(Fields.foldedName("Database", name));
        if (found == null) {
            throw notFound("Database " + name + " not found.");
        }
        return found;
    }

    TableEntry table(String databaseName, String name) {
        TableEntry found = database(databaseName).tables().get(Fields.foldedName("Table", name));
        if (found == null) {
            throw notFound("Table " + name + " not found.");
        }
        return found;
    }

    private CatalogState changed(String databaseName, String tableName, UnaryOperator<TableEntry> change) {
        return with(database(databaseName).with(change.apply(table(databaseName, tableName))));
    }

    private CatalogState with(DatabaseEntry database) {
        NavigableMap<String, DatabaseEntry> copy = new TreeMap<>(databases);
        copy.put(database.database().name(), database);
        return new CatalogState(copy);
    }
}
