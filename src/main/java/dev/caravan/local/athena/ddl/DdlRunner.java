package dev.caravan.local.athena.ddl;

import dev.caravan.local.glue.catalog.CatalogException;
import dev.caravan.local.glue.catalog.Column;
import dev.caravan.local.glue.catalog.Database;
import dev.caravan.local.glue.catalog.GlueCatalog;
import dev.caravan.local.glue.catalog.PartitionInput;
import dev.caravan.local.glue.catalog.Table;
import dev.caravan.local.glue.catalog.TablePartition;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Runs parsed statements against the catalog. What the catalog refuses is thrown as it says it. */
final class DdlRunner {
    private final GlueCatalog catalog;
    private final PartitionDiscovery discovery;

    DdlRunner(GlueCatalog catalog, PartitionDiscovery discovery) {
        this.catalog = catalog;
        this.discovery = discovery;
    }

    /**
     * @param database for names without one
     * @throws CatalogException if the catalog refuses
     */
    DdlOutput run(Ddl ddl, String database) {
        if (ddl instanceof Ddl.ShowDatabases show) {
            return list("database_name", catalog.databases().stream().map(Database::name), show.pattern());
        } else if (ddl instanceof Ddl.ShowTables show) {
            String name = catalog.database(show.database().orElse(database)).name();
            return list("tab_name", catalog.tables(name).stream().map(Table::name), show.pattern());
        } else if (ddl instanceof Ddl.ShowPartitions show) {
            return showPartitions(table(show.table(), database));
        } else if (ddl instanceof Ddl.ShowColumns show) {
            Table table = table(show.table(), database);
            return list("field", columns(table).map(Column::name), Optional.empty());
        } else if (ddl instanceof Ddl.ShowCreateTable show) {
            List<String> lines = CreateTableText.of(table(show.table(), database));
            return new DdlOutput(List.of("createtab_stmt"), lines);
        } else if (ddl instanceof Ddl.Describe describe) {
            return describe(table(describe.table(), database));
        } else if (ddl instanceof Ddl.RepairTable repair) {
            return repair(table(repair.table(), database));
        }
        change(ddl, database);
        return DdlOutput.NOTHING;
    }

    private void change(Ddl ddl, String database) {
        if (ddl instanceof Ddl.CreateDatabase create) {
            boolean exists = catalog.findDatabase(create.definition().name()).isPresent();
            if (!exists || !create.ifNotExists()) {
                catalog.createDatabase(create.definition());
            }
        } else if (ddl instanceof Ddl.DropDatabase drop) {
            dropDatabase(drop);
        } else if (ddl instanceof Ddl.CreateTable create) {
            TableName name = create.name().in(database);
            if (catalog.findTable(name.database(), name.table()).isEmpty() || !create.ifNotExists()) {
                catalog.createTable(name.database(), create.definition());
            }
        } else if (ddl instanceof Ddl.DropTable drop) {
            TableName name = drop.name().in(database);
            if (catalog.findTable(name.database(), name.table()).isPresent() || !drop.ifExists()) {
                catalog.deleteTable(name.database(), name.table());
            }
        } else if (ddl instanceof Ddl.AddPartitions add) {
            addPartitions(table(add.table(), database), add);
        } else if (ddl instanceof Ddl.DropPartitions drop) {
            dropPartitions(table(drop.table(), database), drop);
        } else {
            throw new IllegalStateException("Not run here: " + ddl);
        }
    }

    private void dropDatabase(Ddl.DropDatabase drop) {
        if (catalog.findDatabase(drop.name()).isEmpty() && drop.ifExists()) {
            return;
        }
        if (!drop.cascade() && !catalog.tables(drop.name()).isEmpty()) {
            throw CatalogException.invalidInput("Database " + drop.name() + " is not empty. One or more tables exist.");
        }
        catalog.deleteDatabase(drop.name());
    }

    private void addPartitions(Table table, Ddl.AddPartitions add) {
        List<PartitionInput> wanted = new ArrayList<>();
        for (Ddl.NewPartition partition : add.partitions()) {
            List<String> values = allValues(table, partition.values());
            boolean exists = catalog.findPartition(table.databaseName(), table.name(), values)
                    .isPresent();
            if (!exists || !add.ifNotExists()) {
                wanted.add(HivePartitions.input(table, values, partition.location()));
            }
        }
        catalog.createPartitions(table.databaseName(), table.name(), wanted);
    }

    private void dropPartitions(Table table, Ddl.DropPartitions drop) {
        List<TablePartition> dropped = new ArrayList<>();
        for (Map<String, String> wanted : drop.partitions()) {
            wanted.keySet().forEach(key -> requireKey(table, key));
            List<TablePartition> matching = catalog.partitions(table.databaseName(), table.name()).stream()
                    .filter(partition -> HivePartitions.valuesByKey(table, partition.values())
                            .entrySet()
                            .containsAll(wanted.entrySet()))
                    .toList();
            if (matching.isEmpty() && !drop.ifExists()) {
                throw CatalogException.notFound("Partition not found: " + wanted + " of table " + table.name());
            }
            dropped.addAll(matching);
        }
        dropped.stream()
                .map(TablePartition::values)
                .distinct()
                .forEach(values -> catalog.deletePartition(table.databaseName(), table.name(), values));
    }

    private static List<String> allValues(Table table, Map<String, String> byKey) {
        byKey.keySet().forEach(key -> requireKey(table, key));
        return table.partitionKeys().stream()
                .map(key -> Optional.ofNullable(byKey.get(key.name()))
                        .orElseThrow(() -> CatalogException.invalidInput("The partition " + byKey
                                + " gives no value to the key " + key.name() + " of table " + table.name())))
                .toList();
    }

    private static void requireKey(Table table, String name) {
        if (table.partitionKeys().stream().noneMatch(key -> key.name().equalsIgnoreCase(name))) {
            throw CatalogException.invalidInput("Table " + table.name() + " has no partition key " + name);
        }
    }

    private DdlOutput showPartitions(Table table) {
        requirePartitioned(table);
        return list(
                "partition",
                catalog.partitions(table.databaseName(), table.name()).stream()
                        .map(partition -> HivePartitions.path(table, partition.values())),
                Optional.empty());
    }

    private DdlOutput repair(Table table) {
        requirePartitioned(table);
        List<PartitionInput> found = discovery.find(table).entrySet().stream()
                .filter(partition -> catalog.findPartition(table.databaseName(), table.name(), partition.getKey())
                        .isEmpty())
                .map(partition -> HivePartitions.input(table, partition.getKey(), Optional.of(partition.getValue())))
                .toList();
        catalog.createPartitions(table.databaseName(), table.name(), found);
        List<String> lines = new ArrayList<>();
        if (!found.isEmpty()) {
            lines.add("Partitions not in metastore:\t"
                    + found.stream()
                            .map(partition -> table.name() + ":" + HivePartitions.path(table, partition.values()))
                            .collect(Collectors.joining("\t")));
        }
        found.forEach(partition -> lines.add("Repair: Added partition to metastore " + table.name() + ":"
                + HivePartitions.path(table, partition.values())));
        return new DdlOutput(List.of(), lines);
    }

    private static void requirePartitioned(Table table) {
        if (table.partitionKeys().isEmpty()) {
            throw CatalogException.invalidInput("Table " + table.name() + " is not a partitioned table");
        }
    }

    private static DdlOutput describe(Table table) {
        List<String> lines = new ArrayList<>();
        columns(table).forEach(column -> lines.add(described(column)));
        if (!table.partitionKeys().isEmpty()) {
            lines.add("\t \t ");
            lines.add("# Partition Information\t \t ");
            lines.add(String.format("%-20s\t%-20s\t%-20s", "# col_name", "data_type", "comment"));
            lines.add("\t \t ");
            table.partitionKeys().forEach(key -> lines.add(described(key)));
        }
        return new DdlOutput(List.of("col_name", "data_type", "comment"), lines);
    }

    private static String described(Column column) {
        return String.format(
                "%-20s\t%-20s\t%-20s", column.name(), column.type(), column.comment() == null ? "" : column.comment());
    }

    private static Stream<Column> columns(Table table) {
        return Stream.concat(table.columns().stream(), table.partitionKeys().stream());
    }

    private Table table(TableName name, String database) {
        TableName full = name.in(database);
        return catalog.table(full.database(), full.table());
    }

    private static DdlOutput list(String column, Stream<String> names, Optional<String> pattern) {
        Pattern matching = pattern.map(DdlRunner::regex).orElse(Pattern.compile(".*"));
        return new DdlOutput(
                List.of(column),
                names.filter(name -> matching.matcher(name).matches()).toList());
    }

    /** Hive's patterns: {@code *} for any text, {@code |} between choices. */
    static Pattern regex(String pattern) {
        String choices = Stream.of(pattern.split("\\|", -1))
                .map(choice ->
                        Stream.of(choice.split("\\*", -1)).map(Pattern::quote).collect(Collectors.joining(".*")))
                .collect(Collectors.joining("|"));
        return Pattern.compile(choices, Pattern.CASE_INSENSITIVE);
    }
}
