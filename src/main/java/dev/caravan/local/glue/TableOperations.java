package dev.caravan.local.glue;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.caravan.local.glue.catalog.CatalogException;
import dev.caravan.local.glue.catalog.GlueCatalog;
import dev.caravan.local.glue.catalog.Table;
import dev.caravan.local.glue.catalog.TableInput;
import dev.caravan.local.protocol.AwsInput;
import dev.caravan.local.protocol.AwsOperation;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** The operations on tables. */
final class TableOperations {
    private static final int MAX_PAGE = 100;
    private static final int MAX_BATCH = 100;
    private static final Pattern BARE_STAR = Pattern.compile("(?<![.)\\]])\\*");

    private final GlueCatalog catalog;

    TableOperations(GlueCatalog catalog) {
        this.catalog = catalog;
    }

    Map<String, AwsOperation> operations() {
        return Map.of(
                "CreateTable", this::create,
                "GetTable", this::get,
                "GetTables", this::list,
                "UpdateTable", this::update,
                "DeleteTable", this::delete,
                "BatchDeleteTable", this::deleteBatch);
    }

    private ObjectNode create(AwsInput input) {
        catalog.createTable(input.requiredText("DatabaseName"), Wire.required(input, "TableInput", TableInput.class));
        return Wire.object();
    }

    private ObjectNode get(AwsInput input) {
        return Wire.answer(
                "Table", Wire.table(catalog.table(input.requiredText("DatabaseName"), input.requiredText("Name"))));
    }

    private ObjectNode list(AwsInput input) {
        Optional<Pattern> expression = input.text("Expression").map(TableOperations::pattern);
        List<Table> tables = catalog.tables(input.requiredText("DatabaseName")).stream()
                .filter(table -> expression.isEmpty()
                        || expression.get().matcher(table.name()).matches())
                .toList();
        return Page.of(input, tables, Table::name, MAX_PAGE).answer("TableList", Wire::table);
    }

    private ObjectNode update(AwsInput input) {
        String database = input.requiredText("DatabaseName");
        TableInput definition = Wire.required(input, "TableInput", TableInput.class);
        Optional<String> version = input.text("VersionId");
        catalog.change(before -> {
            boolean changedSince = version.isPresent()
                    && before.findTable(database, definition.name())
                            .filter(table -> !Long.toString(table.version()).equals(version.get()))
                            .isPresent();
            if (changedSince) {
                throw new CatalogException(
                        CatalogException.Kind.CONCURRENT_MODIFICATION,
                        "Update table failed due to concurrent modifications.");
            }
            return before.withUpdatedTable(database, definition, catalog.now());
        });
        return Wire.object();
    }

    private ObjectNode delete(AwsInput input) {
        catalog.deleteTable(input.requiredText("DatabaseName"), input.requiredText("Name"));
        return Wire.object();
    }

    private ObjectNode deleteBatch(AwsInput input) {
        String database = catalog.database(input.requiredText("DatabaseName")).name();
        List<String> names = input.texts("TablesToDelete");
        Wire.atMost(MAX_BATCH, "TablesToDelete", names);
        ArrayNode errors = Wire.texts(List.of());
        for (String name : names) {
            try {
                catalog.deleteTable(database, name);
            } catch (CatalogException e) {
                errors.add(Wire.error("TableName", TextNode.valueOf(name), e));
            }
        }
        return Wire.answer("Errors", errors);
    }

    /** A regular expression in which, as in Hive's, a star that repeats nothing stands for any text. */
    private static Pattern pattern(String expression) {
        try {
            return Pattern.compile(BARE_STAR.matcher(expression).replaceAll(".*"), Pattern.CASE_INSENSITIVE);
        } catch (PatternSyntaxException e) {
            throw CatalogException.invalidInput(
                    "Expression '" + expression + "' is not a regular expression: " + e.getDescription() + ".");
        }
    }
}
