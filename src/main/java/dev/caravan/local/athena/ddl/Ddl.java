package dev.caravan.local.athena.ddl;

import dev.caravan.local.glue.catalog.DatabaseInput;
import dev.caravan.local.glue.catalog.TableInput;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The parsed statements. */
sealed interface Ddl {
    /** CREATE DATABASE. */
    record CreateDatabase(DatabaseInput definition, boolean ifNotExists) implements Ddl {}

    /** DROP DATABASE; with cascade also one that has tables. */
    record DropDatabase(String name, boolean ifExists, boolean cascade) implements Ddl {}

    /** CREATE EXTERNAL TABLE. */
    record CreateTable(TableName name, TableInput definition, boolean ifNotExists) implements Ddl {}

    /** DROP TABLE. */
    record DropTable(TableName name, boolean ifExists) implements Ddl {}

    /** ALTER TABLE ADD PARTITION, for several partitions. */
    record AddPartitions(TableName table, List<NewPartition> partitions, boolean ifNotExists) implements Ddl {}

    /** A partition to add: values by key; without a location it lies below its table's, {@code key=value/}. */
    record NewPartition(Map<String, String> values, Optional<String> location) {}

    /** ALTER TABLE DROP PARTITION, for several partitions. */
    record DropPartitions(TableName table, List<Map<String, String>> partitions, boolean ifExists) implements Ddl {}

    /** MSCK REPAIR TABLE. */
    record RepairTable(TableName table) implements Ddl {}

    /** SHOW DATABASES. */
    record ShowDatabases(Optional<String> pattern) implements Ddl {}

    /** SHOW TABLES; without a database those of the query's own. */
    record ShowTables(Optional<String> database, Optional<String> pattern) implements Ddl {}

    /** SHOW PARTITIONS. */
    record ShowPartitions(TableName table) implements Ddl {}

    /** SHOW COLUMNS. */
    record ShowColumns(TableName table) implements Ddl {}

    /** SHOW CREATE TABLE. */
    record ShowCreateTable(TableName table) implements Ddl {}

    /** DESCRIBE. */
    record Describe(TableName table) implements Ddl {}

    /** Whether the statement only tells about definitions. */
    default boolean isUtility() {
        return this instanceof ShowDatabases
                || this instanceof ShowTables
                || this instanceof ShowPartitions
                || this instanceof ShowColumns
                || this instanceof ShowCreateTable
                || this instanceof Describe;
    }
}
