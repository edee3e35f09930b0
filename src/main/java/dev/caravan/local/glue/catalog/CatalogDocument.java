package dev.caravan.local.glue.catalog;

import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;

/** The catalog as it lies on disk: lists instead of maps, and the version of the form. */
record CatalogDocument(int version, List<StoredDatabase> databases) {
    private static final int VERSION = 1;

    record StoredDatabase(Database database, List<StoredTable> tables) {}

    record StoredTable(Table table, List<TablePartition> partitions) {}

    CatalogDocument {
        if (version != VERSION) {
            throw new IllegalArgumentException(
                    "the catalog file has version " + version + ", this program reads version " + VERSION);
        }
        databases = List.copyOf(databases);
    }

    static CatalogDocument of(CatalogState state) {
        return new CatalogDocument(
                VERSION, state.entries().stream().map(CatalogDocument::stored).toList());
    }

    CatalogState state() {
        NavigableMap<String, DatabaseEntry> entries = new TreeMap<>();
        for (StoredDatabase stored : databases) {
            NavigableMap<String, TableEntry> tables = new TreeMap<>();
            stored.tables()
                    .forEach(table ->
                            tables.put(table.table().name(), TableEntry.of(table.table(), table.partitions())));
            entries.put(stored.database().name(), new DatabaseEntry(stored.database(), tables));
        }
        return new CatalogState(entries);
    }

    private static StoredDatabase stored(DatabaseEntry entry) {
        return new StoredDatabase(
                entry.database(),
                entry.tables().values().stream()
                        .map(table -> new StoredTable(
                                table.table(), List.copyOf(table.partitions().values())))
                        .toList());
    }
}
