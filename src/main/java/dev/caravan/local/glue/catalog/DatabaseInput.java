package dev.caravan.local.glue.catalog;

import java.util.Map;

/**
 * What a caller says about a database.
 *
 * @param name folded to lower case
 * @param description may be null
 * @param locationUri may be null
 */
public record DatabaseInput(String name, String description, String locationUri, Map<String, String> parameters) {
    public DatabaseInput {
        name = Fields.foldedName("Database", name);
        parameters = Fields.sorted(parameters);
    }

    public DatabaseInput(String name) {
        this(name, null, null, Map.of());
    }
}
