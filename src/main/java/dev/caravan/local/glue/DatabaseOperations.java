package dev.caravan.local.glue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.caravan.local.glue.catalog.Database;
import dev.caravan.local.glue.catalog.DatabaseInput;
import dev.caravan.local.glue.catalog.GlueCatalog;
import dev.caravan.local.protocol.AwsInput;
import dev.caravan.local.protocol.AwsOperation;
import java.util.Map;

/** The operations on databases. */
final class DatabaseOperations {
    private static final int MAX_PAGE = 100;

    private final GlueCatalog catalog;
    private final Tags tags;

    DatabaseOperations(GlueCatalog catalog, Tags tags) {
        this.catalog = catalog;
        this.tags = tags;
    }

    Map<String, AwsOperation> operations() {
        return Map.of(
                "CreateDatabase", this::create,
                "GetDatabase", this::get,
                "GetDatabases", this::list,
                "UpdateDatabase", this::update,
                "DeleteDatabase", this::delete);
    }

    private ObjectNode create(AwsInput input) {
        DatabaseInput definition = Wire.required(input, "DatabaseInput", DatabaseInput.class);
        catalog.createDatabase(definition);
        tags.add(Tags.database(definition.name()), input.textMap("Tags"));
        return Wire.object();
    }

    private ObjectNode get(AwsInput input) {
        return Wire.answer("Database", Wire.database(catalog.database(input.requiredText("Name"))));
    }

    private ObjectNode list(AwsInput input) {
        return Page.of(input, catalog.databases(), Database::name, MAX_PAGE).answer("DatabaseList", Wire::database);
    }

    private ObjectNode update(AwsInput input) {
        catalog.updateDatabase(input.requiredText("Name"), Wire.required(input, "DatabaseInput", DatabaseInput.class));
        return Wire.object();
    }

    private ObjectNode delete(AwsInput input) {
        String name = catalog.database(input.requiredText("Name")).name();
        catalog.deleteDatabase(name);
        tags.forget(Tags.database(name));
        return Wire.object();
    }
}
