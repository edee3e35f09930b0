package dev.caravan.local.glue.catalog;

import java.time.Instant;
import java.util.List;
import java.util.Objects;

/** A partition of a table (Hive's, not Kafka's): its values and where its objects are. */
public record TablePartition(String databaseName, String tableName, PartitionInput definition, Instant creationTime) {
    public TablePartition {
        databaseName = Fields.foldedName("Database", databaseName);
        tableName = Fields.foldedName("Table", tableName);
        Objects.requireNonNull(definition, "definition");
        Objects.requireNonNull(creationTime, "creationTime");
    }

    public List<String> values() {
        return definition.values();
    }

    public StorageDescriptor storageDescriptor() {
        return definition.storageDescriptor();
    }

    public String location() {
        return definition.storageDescriptor().location();
    }
}
