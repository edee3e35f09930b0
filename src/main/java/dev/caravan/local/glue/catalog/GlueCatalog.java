package dev.caravan.local.glue.catalog;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/**
 * The Data Catalog: thread-safe, and durable when it was opened on a directory. Reads never wait; changes are made one
 * after the other, each validated, then written, then visible.
 *
 * <p>Lookups that must succeed throw {@link CatalogException} with {@code EntityNotFoundException} and AWS's words;
 * {@code find…} answer an {@link Optional}. Names of databases and tables are compared without regard to case.
 */
public final class GlueCatalog {
    private static final String FILE_NAME = "glue-catalog.json";

    private final Clock clock;
    private final Consumer<CatalogState> store;
    private volatile CatalogState state;

    private GlueCatalog(Clock clock, CatalogState state, Consumer<CatalogState> store) {
        this.clock = Objects.requireNonNull(clock, "clock");
        this.state = state;
        this.store = store;
    }

    /** A catalog that ends with the process. */
    public static GlueCatalog inMemory(Clock clock) {
        return new GlueCatalog(clock, CatalogState.EMPTY, written -> {});
    }

    /**
     * A catalog kept in {@code glue-catalog.json} of a directory, which is made when missing.
     *
     * @throws java.io.UncheckedIOException when an existing file cannot be read
     */
    public static GlueCatalog open(Path directory, Clock clock) {
        JsonFile<CatalogDocument> file = new JsonFile<>(directory.resolve(FILE_NAME), CatalogDocument.class);
        CatalogState before = file.read().map(CatalogDocument::state).orElse(CatalogState.EMPTY);
        return new GlueCatalog(clock, before, written -> file.write(CatalogDocument.of(written)));
    }

    /** Everything as it is now; does not change any more. */
    public CatalogState state() {
        return state;
    }

    /** Makes several changes as one: all are visible and written, or none. */
    public synchronized void change(UnaryOperator<CatalogState> change) {
        CatalogState next = change.apply(state);
        store.accept(next);
        state = next;
    }

    /** The time that changes made now are stamped with, in whole milliseconds. */
    public Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }

    public List<Database> databases() {
        return state.databases();
    }

    public Database database(String name) {
        return state.database(name).database();
    }

    public Optional<Database> findDatabase(String name) {
        return state.findDatabase(name);
    }

    public void createDatabase(DatabaseInput definition) {
        change(before -> before.withNewDatabase(definition, now()));
    }

    public void updateDatabase(String name, DatabaseInput definition) {
        change(before -> before.withUpdatedDatabase(name, definition));
    }

    /** Deletes the database with all its tables; objects in S3 stay. */
    public void deleteDatabase(String name) {
        change(before -> before.withoutDatabase(name));
    }

    public List<Table> tables(String databaseName) {
        return state.tables(databaseName);
    }

    public Table table(String databaseName, String name) {
        return state.table(databaseName, name).table();
    }

    public Optional<Table> findTable(String databaseName, String name) {
        return state.findTable(databaseName, name);
    }

    public void createTable(String databaseName, TableInput definition) {
        change(before -> before.withNewTable(databaseName, definition, now()));
    }

    public void updateTable(String databaseName, TableInput definition) {
        change(before -> before.withUpdatedTable(databaseName, definition, now()));
    }

    /** Deletes the table with its partitions; objects in S3 stay. */
    public void deleteTable(String databaseName, String name) {
        change(before -> before.withoutTable(databaseName, name));
    }

    /** All partitions of a table in the order of their values. */
    public List<TablePartition> partitions(String databaseName, String tableName) {
        return state.partitions(databaseName, tableName);
    }

    public TablePartition partition(String databaseName, String tableName, List<String> values) {
        return state.table(databaseName, tableName).partition(values);
    }

    public Optional<TablePartition> findPartition(String databaseName, String tableName, List<String> values) {
        return state.findPartition(databaseName, tableName, values);
    }

    public void createPartition(String databaseName, String tableName, PartitionInput definition) {
        createPartitions(databaseName, tableName, List.of(definition));
    }

    /** Adds partitions in one write; when one exists already, none is added. */
    public void createPartitions(String databaseName, String tableName, Collection<PartitionInput> definitions) {
        change(before -> before.withNewPartitions(databaseName, tableName, definitions, now()));
    }

    public void updatePartition(String databaseName, String tableName, List<String> values, PartitionInput definition) {
        change(before -> before.withReplacedPartition(databaseName, tableName, values, definition));
    }

    public void deletePartition(String databaseName, String tableName, List<String> values) {
        change(before -> before.withoutPartitions(databaseName, tableName, List.of(values)));
    }
}
