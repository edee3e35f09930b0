package dev.caravan.local.glue.catalog;

import java.time.Instant;
import java.util.Objects;

/** A database of the catalog, as it was defined and since when it exists. */
public record Database(DatabaseInput definition, Instant createTime) {
    public Database {
        Objects.requireNonNull(definition, "definition");
        Objects.requireNonNull(createTime, "createTime");
    }

    public String name() {
        return definition.name();
    }
}
