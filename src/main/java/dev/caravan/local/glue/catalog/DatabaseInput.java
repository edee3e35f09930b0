package dev.caravan.local.glue.catalog;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.util.Map;

/**
 * What a caller says about a database. Permissions are not kept: nobody is refused here.
 *
 * @param name folded to lower case
 * @param description may be null
 * @param locationUri may be null
 */
@JsonIgnoreProperties("CreateTableDefaultPermissions")
public record DatabaseInput(String name, String description, String locationUri, Map<String, String> parameters) {
    public DatabaseInput {
        name = Fields.foldedName("Database", name);
        parameters = Fields.sorted(parameters);
    }

    public DatabaseInput(String name) {
        this(name, null, null, Map.of());
    }
}
