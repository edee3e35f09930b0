package dev.caravan.local.child.trino.lake;

import dev.caravan.local.child.trino.wire.PartitionDefinition;
import dev.caravan.local.child.trino.wire.TableDefinition;
import java.util.List;
import java.util.Optional;

/** The catalog as one query sees it: every answer stays the same for as long as the query runs. */
public interface LakeCatalog {
    /** Names of all databases, in lower case. */
    List<String> databases();

    /** Names of the tables of a database, in lower case; empty if there is no such database. */
    List<String> tables(String database);

    Optional<TableDefinition> table(String database, String name);

    /** All partitions of a table that has partition keys. */
    List<PartitionDefinition> partitions(TableDefinition table);
}
