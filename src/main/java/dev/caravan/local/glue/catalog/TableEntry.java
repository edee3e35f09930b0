package dev.caravan.local.glue.catalog;

import static dev.caravan.local.glue.catalog.CatalogException.alreadyExists;
import static dev.caravan.local.glue.catalog.CatalogException.invalidInput;
import static dev.caravan.local.glue.catalog.CatalogException.notFound;

import java.time.Instant;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.function.Consumer;

/** A table and its partitions, sorted by their values. */
record TableEntry(Table table, NavigableMap<List<String>, TablePartition> partitions) {
    private static final Comparator<List<String>> BY_VALUES = TableEntry::compare;

    TableEntry {
        partitions = Collections.unmodifiableNavigableMap(partitions);
    }

    static TableEntry of(Table table, Collection<TablePartition> partitions) {
        NavigableMap<List<String>, TablePartition> sorted = new TreeMap<>(BY_VALUES);
        partitions.forEach(partition -> sorted.put(partition.values(), partition));
        return new TableEntry(table, sorted);
    }

    TableEntry updated(TableInput definition, Instant now) {
        Table next = new Table(table.databaseName(), definition, table.createTime(), now, table.version() + 1);
        return new TableEntry(next, partitions);
    }

    TablePartition partition(List<String> values) {
        TablePartition found = partitions.get(values);
        if (found == null) {
            throw notFound("Cannot find partition.");
        }
        return found;
    }

    TableEntry withNew(Collection<PartitionInput> definitions, Instant now) {
        return changed(copy -> definitions.forEach(definition -> {
            if (copy.putIfAbsent(checkedValues(definition), partition(definition, now)) != null) {
                throw alreadyExists("Partition already exists.");
            }
        }));
    }

    /** Puts partitions, whether or not they exist; an existing one keeps its creation time. */
    TableEntry with(Collection<PartitionInput> definitions, Instant now) {
        return changed(copy -> definitions.forEach(definition -> copy.merge(
                checkedValues(definition),
                partition(definition, now),
                (before, after) -> partition(definition, before.creationTime()))));
    }

    TableEntry withReplaced(List<String> oldValues, PartitionInput definition) {
        TablePartition before = partition(oldValues);
        return changed(copy -> {
            copy.remove(oldValues);
            if (copy.putIfAbsent(checkedValues(definition), partition(definition, before.creationTime())) != null) {
                throw alreadyExists("Partition already exists.");
            }
        });
    }

    TableEntry without(Collection<List<String>> values) {
        values.forEach(this::partition);
        return changed(copy -> values.forEach(copy::remove));
    }

    private TableEntry changed(Consumer<NavigableMap<List<String>, TablePartition>> change) {
        NavigableMap<List<String>, TablePartition> copy = new TreeMap<>(partitions);
        change.accept(copy);
        return new TableEntry(table, copy);
    }

    private TablePartition partition(PartitionInput definition, Instant creationTime) {
        return new TablePartition(table.databaseName(), table.name(), definition, creationTime);
    }

    private List<String> checkedValues(PartitionInput definition) {
        if (definition.values().size() != table.partitionKeys().size()) {
            throw invalidInput("The number of partition keys do not match the number of partition values: table "
                    + table.databaseName() + "." + table.name() + " has "
                    + table.partitionKeys().stream().map(Column::name).toList() + ", the partition has "
                    + definition.values() + ".");
        }
        return definition.values();
    }

    private static int compare(List<String> left, List<String> right) {
        for (int i = 0; i < Math.min(left.size(), right.size()); i++) {
            int order = left.get(i).compareTo(right.get(i));
            if (order != 0) {
                return order;
            }
        }
        return Integer.compare(left.size(), right.size());
    }
}
