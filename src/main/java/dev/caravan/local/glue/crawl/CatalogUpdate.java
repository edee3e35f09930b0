package dev.caravan.local.glue.crawl;

import dev.caravan.local.glue.catalog.CatalogState;
import dev.caravan.local.glue.catalog.DatabaseInput;
import dev.caravan.local.glue.catalog.PartitionInput;
import dev.caravan.local.glue.catalog.Table;
import dev.caravan.local.glue.catalog.TableInput;
import dev.caravan.local.glue.catalog.TablePartition;
import dev.caravan.local.glue.crawl.CrawlResult.Changes;
import dev.caravan.local.glue.crawl.SchemaChangePolicy.DeleteBehavior;
import dev.caravan.local.glue.crawl.SchemaChangePolicy.UpdateBehavior;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;

/** Brings what a crawl found into a state of the catalog, as the crawler's policies say, and counts the changes. */
final class CatalogUpdate {
    static final String CRAWLER = "UPDATED_BY_CRAWLER";
    static final String DEPRECATED = "DEPRECATED_BY_CRAWLER";

    private final CrawlRequest request;
    private final Instant now;
    private final List<String> notes;
    private CatalogState state;
    private Changes tables = Changes.NONE;
    private Changes partitions = Changes.NONE;

    CatalogUpdate(CrawlRequest request, CatalogState before, Instant now, List<String> notes) {
        this.request = request;
        this.state = before;
        this.now = now;
        this.notes = new ArrayList<>(notes);
    }

    CatalogState state() {
        return state;
    }

    CrawlResult result() {
        return new CrawlResult(tables, partitions, notes);
    }

    void apply(List<FoundTable> found) {
        if (state.findDatabase(request.database()).isEmpty()) {
            state = state.withNewDatabase(new DatabaseInput(request.database()), now);
        }
        Set<String> seen = new HashSet<>();
        for (FoundTable table : found) {
            FoundTable named = table.named(freeName(table, seen));
            seen.add(named.definition().name());
            apply(named);
        }
        if (!request.newFoldersOnly()) {
            List.copyOf(state.tables(request.database())).stream()
                    .filter(table -> !seen.contains(table.name()) && isOurs(table))
                    .forEach(this::gone);
        }
    }

    private void apply(FoundTable found) {
        String name = found.definition().name();
        Table before = state.findTable(request.database(), name).orElse(null);
        if (before == null) {
            state = state.withNewTable(request.database(), found.definition(), now);
            tables = tables.plusAdded(1);
            add(name, found.partitions());
            return;
        }
        TableInput merged = TableMerge.merged(before.definition(), found.definition(), request.mergeNewColumns());
        boolean sameKeys = before.partitionKeys().equals(merged.partitionKeys());
        if (request.policy().updateBehavior() == UpdateBehavior.UPDATE_IN_DATABASE) {
            if (!sameKeys) {
                drop(name, state.partitions(request.database(), name));
            }
            if (!merged.equals(before.definition())) {
                state = state.withUpdatedTable(request.database(), merged, now);
                tables = tables.plusUpdated(1);
            }
        } else if (!TableMerge.sameSchema(before.definition(), merged)) {
            notes.add("Table " + name + " changed, which is only logged (UpdateBehavior LOG).");
        }
        if (sameKeys || request.policy().updateBehavior() == UpdateBehavior.UPDATE_IN_DATABASE) {
            applyPartitions(name, found.partitions());
        }
    }

    private void applyPartitions(String table, List<PartitionInput> found) {
        Map<List<String>, PartitionInput> before = new HashMap<>();
        state.partitions(request.database(), table)
                .forEach(partition -> before.put(partition.values(), partition.definition()));
        List<PartitionInput> changed = found.stream()
                .filter(partition ->
                        before.containsKey(partition.values()) && !partition.equals(before.get(partition.values())))
                .toList();
        add(
                table,
                found.stream()
                        .filter(partition -> !before.containsKey(partition.values()))
                        .toList());
        if (request.policy().updateBehavior() == UpdateBehavior.UPDATE_IN_DATABASE && !changed.isEmpty()) {
            state = state.withPartitions(request.database(), table, changed, now);
            partitions = partitions.plusUpdated(changed.size());
        }
        Set<List<String>> present = new HashSet<>();
        found.forEach(partition -> present.add(partition.values()));
        if (!request.newFoldersOnly()) {
            gone(table, partition -> !present.contains(partition.values()));
        }
    }

    private void add(String table, List<PartitionInput> added) {
        if (!added.isEmpty()) {
            int before = state.partitions(request.database(), table).size();
            state = state.withPartitions(request.database(), table, added, now);
            partitions = partitions.plusAdded(
                    state.partitions(request.database(), table).size() - before);
        }
    }

    private void drop(String table, List<TablePartition> gone) {
        state = state.withoutPartitions(
                request.database(),
                table,
                gone.stream().map(TablePartition::values).toList());
        partitions = partitions.plusDeleted(gone.size());
    }

    private void gone(Table table) {
        DeleteBehavior behavior = request.policy().deleteBehavior();
        boolean deprecated = table.parameters().containsKey(DEPRECATED);
        if (behavior == DeleteBehavior.DELETE_FROM_DATABASE) {
            partitions = partitions.plusDeleted(
                    state.partitions(request.database(), table.name()).size());
            state = state.withoutTable(request.database(), table.name());
            tables = tables.plusDeleted(1);
        } else if (behavior == DeleteBehavior.DEPRECATE_IN_DATABASE && !deprecated) {
            TableInput marked = table.definition().withParameters(deprecated(table.parameters()));
            state = state.withUpdatedTable(request.database(), marked, now);
            tables = tables.plusUpdated(1);
        } else if (behavior == DeleteBehavior.LOG) {
            notes.add("Table " + table.name() + " was not found any more, which is only logged (DeleteBehavior LOG).");
        }
    }

    private void gone(String table, Predicate<TablePartition> isGone) {
        List<TablePartition> gone = state.partitions(request.database(), table).stream()
                .filter(isGone)
                .filter(partition -> partition.definition().parameters().containsKey(CRAWLER))
                .toList();
        DeleteBehavior behavior = request.policy().deleteBehavior();
        if (gone.isEmpty()) {
            return;
        }
        if (behavior == DeleteBehavior.DELETE_FROM_DATABASE) {
            drop(table, gone);
        } else if (behavior == DeleteBehavior.DEPRECATE_IN_DATABASE) {
            List<PartitionInput> marked = gone.stream()
                    .map(TablePartition::definition)
                    .filter(partition -> !partition.parameters().containsKey(DEPRECATED))
                    .map(partition -> partition.withParameters(deprecated(partition.parameters())))
                    .toList();
            state = state.withPartitions(request.database(), table, marked, now);
            partitions = partitions.plusUpdated(marked.size());
        } else {
            notes.add(gone.size() + " partitions of table " + table
                    + " were not found any more, which is only logged (DeleteBehavior LOG).");
        }
    }

    private Map<String, String> deprecated(Map<String, String> parameters) {
        Map<String, String> marked = new TreeMap<>(parameters);
        marked.put(DEPRECATED, Long.toString(now.toEpochMilli()));
        return marked;
    }

    /** The plain name, unless a table somewhere else has it. */
    private String freeName(FoundTable found, Set<String> seen) {
        String plain = found.definition().name();
        boolean taken = seen.contains(plain)
                || state.findTable(request.database(), plain)
                        .filter(table -> !TableMerge.sameLocation(
                                table.storageDescriptor().location(), found.location()))
                        .isPresent();
        return taken ? TableName.withHash(plain, found.location()) : plain;
    }

    private boolean isOurs(Table table) {
        String location = table.storageDescriptor().location();
        return request.crawler().equals(table.parameters().get(CRAWLER))
                && location != null
                && request.targets().stream().anyMatch(target -> location.startsWith(target.location()));
    }
}
