package dev.caravan.local.glue.catalog;

import java.util.Collections;
import java.util.NavigableMap;
import java.util.TreeMap;

/** A database and its tables by name. */
record DatabaseEntry(Database database, NavigableMap<String, TableEntry> tables) {
    DatabaseEntry {
        tables = Collections.unmodifiableNavigableMap(tables);
    }

    DatabaseEntry with(TableEntry table) {
        NavigableMap<String, TableEntry> copy = new TreeMap<>(tables);
        copy.put(table.table().name(), table);
        return new DatabaseEntry(database, copy);
    }

    DatabaseEntry without(String tableName) {
        NavigableMap<String, TableEntry> copy = new TreeMap<>(tables);
        copy.remove(tableName);
        return new DatabaseEntry(database, copy);
    }
}
