package dev.caravan.local.athena;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.caravan.local.glue.catalog.CatalogException;
import dev.caravan.local.glue.catalog.Column;
import dev.caravan.local.glue.catalog.Database;
import dev.caravan.local.glue.catalog.GlueCatalog;
import dev.caravan.local.glue.catalog.Table;
import dev.caravan.local.protocol.AwsInput;
import dev.caravan.local.protocol.AwsOperation;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** The data catalog as Athena's API shows it: one catalog, AwsDataCatalog, which is Glue's. */
final class CatalogOperations {
    private static final String NAME = "AwsDataCatalog";
    private static final int MAX_ITEMS = 50;

    private final GlueCatalog catalog;

    CatalogOperations(GlueCatalog catalog) {
        this.catalog = catalog;
    }

    Map<String, AwsOperation> operations() {
        return Map.of(
                "GetDataCatalog", this::getCatalog,
                "ListDataCatalogs", this::listCatalogs,
                "GetDatabase", this::getDatabase,
                "ListDatabases", this::listDatabases,
                "GetTableMetadata", this::getTable,
                "ListTableMetadata", this::listTables);
    }

    private ObjectNode getCatalog(AwsInput input) {
        String name = input.text("Name").orElse("");
        if (!name.equalsIgnoreCase(NAME)) {
            throw Refusals.invalidRequest("DataCatalog " + name + " is not found");
        }
        ObjectNode answer = JsonNodeFactory.instance.objectNode();
        answer.putObject("DataCatalog")
                .put("Name", NAME)
                .put("Type", "GLUE")
                .putObject("Parameters")
                .put("catalog-id", "000000000000");
        return answer;
    }

    private ObjectNode listCatalogs(AwsInput input) {
        ObjectNode answer = JsonNodeFactory.instance.objectNode();
        answer.putArray("DataCatalogsSummary")
                .addObject()
                .put("CatalogName", NAME)
                .put("Type", "GLUE");
        return answer;
    }

    private ObjectNode getDatabase(AwsInput input) {
        requireCatalog(input);
        ObjectNode answer = JsonNodeFactory.instance.objectNode();
        try {
            answer.set(
                    "Database", json(catalog.database(input.text("DatabaseName").orElse(""))));
        } catch (CatalogException e) {
            throw Refusals.metadata(e.getMessage());
        }
        return answer;
    }

    private ObjectNode listDatabases(AwsInput input) {
        requireCatalog(input);
        ListPage<Database> page = ListPage.of(catalog.databases(), input, MAX_ITEMS);
        ObjectNode answer = JsonNodeFactory.instance.objectNode();
        ArrayNode list = answer.putArray("DatabaseList");
        page.items().forEach(database -> list.add(json(database)));
        page.next().ifPresent(next -> answer.put("NextToken", next));
        return answer;
    }

    private ObjectNode getTable(AwsInput input) {
        requireCatalog(input);
        ObjectNode answer = JsonNodeFactory.instance.objectNode();
        try {
            Table table = catalog.table(
                    input.text("DatabaseName").orElse(""),
                    input.text("TableName").orElse(""));
            answer.set("TableMetadata", json(table));
        } catch (CatalogException e) {
            throw Refusals.metadata(e.getMessage());
        }
        return answer;
    }

    private ObjectNode listTables(AwsInput input) {
        requireCatalog(input);
        Pattern pattern = pattern(input.text("Expression").orElse(".*"));
        List<Table> tables;
        try {
            tables = catalog.tables(input.text("DatabaseName").orElse("")).stream()
                    .filter(table -> pattern.matcher(table.name()).matches())
                    .toList();
        } catch (CatalogException e) {
            throw Refusals.metadata(e.getMessage());
        }
        ListPage<Table> page = ListPage.of(tables, input, MAX_ITEMS);
        ObjectNode answer = JsonNodeFactory.instance.objectNode();
        ArrayNode list = answer.putArray("TableMetadataList");
        page.items().forEach(table -> list.add(json(table)));
        page.next().ifPresent(next -> answer.put("NextToken", next));
        return answer;
    }

    private static Pattern pattern(String expression) {
        try {
            return Pattern.compile(expression);
        } catch (PatternSyntaxException e) {
            throw Refusals.invalidRequest("Expression is no regular expression: " + e.getMessage());
        }
    }

    private static void requireCatalog(AwsInput input) {
        String name = input.text("CatalogName").orElse("");
        if (!name.equalsIgnoreCase(NAME)) {
            throw Refusals.invalidRequest("DataCatalog " + name + " is not found");
        }
    }

    private static ObjectNode json(Database database) {
        ObjectNode json = JsonNodeFactory.instance.objectNode().put("Name", database.name());
        if (database.definition().description() != null) {
            json.put("Description", database.definition().description());
        }
        ObjectNode parameters = json.putObject("Parameters");
        database.definition().parameters().forEach(parameters::put);
        return json;
    }

    private static ObjectNode json(Table table) {
        ObjectNode json = JsonNodeFactory.instance.objectNode().put("Name", table.name());
        json.putPOJO("CreateTime", table.createTime());
        if (table.definition().tableType() != null) {
            json.put("TableType", table.definition().tableType());
        }
        columns(json.putArray("Columns"), table.columns());
        columns(json.putArray("PartitionKeys"), table.partitionKeys());
        ObjectNode parameters = json.putObject("Parameters");
        table.parameters().forEach(parameters::put);
        return json;
    }

    private static void columns(ArrayNode json, List<Column> columns) {
        for (Column column : columns) {
            ObjectNode item = json.addObject().put("Name", column.name()).put("Type", column.type());
            if (column.comment() != null) {
                item.put("Comment", column.comment());
            }
        }
    }
}
