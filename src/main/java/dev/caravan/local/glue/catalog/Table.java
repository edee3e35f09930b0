package dev.caravan.local.glue.catalog;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * A table of the catalog.
 *
 * @param version 0 at creation, one more with each update (AWS's {@code VersionId})
 */
public record Table(String databaseName, TableInput definition, Instant createTime, Instant updateTime, long version) {
    public Table {
        databaseName = Fields.foldedName("Database", databaseName);
        Objects.requireNonNull(definition, "definition");
        Objects.requireNonNull(createTime, "createTime");
        Objects.requireNonNull(updateTime, "updateTime");
    }

    public String name() {
        return definition.name();
    }

    /** The columns that are in the objects; the partition keys are not among them. */
    public List<Column> columns() {
        return definition.storageDescriptor().columns();
    }

    public List<Column> partitionKeys() {
        return definition.partitionKeys();
    }

    public StorageDescriptor storageDescriptor() {
        return definition.storageDescriptor();
    }

    public Map<String, String> parameters() {
        return definition.parameters();
    }
}
