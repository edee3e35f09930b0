package dev.caravan.local.glue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.caravan.local.glue.catalog.AwsJson;
import dev.caravan.local.glue.catalog.CatalogException;
import dev.caravan.local.glue.catalog.Database;
import dev.caravan.local.glue.catalog.StorageDescriptor;
import dev.caravan.local.glue.catalog.Table;
import dev.caravan.local.glue.catalog.TablePartition;
import dev.caravan.local.protocol.AwsError;
import dev.caravan.local.protocol.AwsInput;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** The catalog's records as members of requests and answers. */
final class Wire {
    /** The account that everything belongs to. */
    static final String CATALOG_ID = "000000000000";

    private static final JsonMapper JSON = AwsJson.mapper();

    private Wire() {}

    static ObjectNode object() {
        return JSON.createObjectNode();
    }

    /** An answer of one member. */
    static ObjectNode answer(String name, JsonNode value) {
        return object().set(name, value);
    }

    static <T> ArrayNode array(Collection<T> items, Function<T, ? extends JsonNode> form) {
        ArrayNode array = JSON.createArrayNode();
        items.forEach(item -> array.add(form.apply(item)));
        return array;
    }

    static ArrayNode texts(Collection<String> items) {
        ArrayNode array = JSON.createArrayNode();
        items.forEach(array::add);
        return array;
    }

    static ObjectNode tree(Object value) {
        return JSON.valueToTree(value);
    }

    /**
     * A structure of a request as a record.
     *
     * @throws CatalogException {@code InvalidInputException} with the name of a member that is not known or not valid
     */
    static <T> T read(JsonNode structure, Class<T> type) {
        try {
            return JSON.treeToValue(structure, type);
        } catch (JsonProcessingException e) {
            if (e.getCause() instanceof CatalogException refused) {
                throw refused;
            }
            throw CatalogException.invalidInput(
                    type.getSimpleName() + " cannot be used here: " + e.getOriginalMessage());
        }
    }

    /** A member of a request that AWS requires, as a record. */
    static <T> T required(AwsInput input, String name, Class<T> type) {
        return read(
                input.object(name)
                        .orElseThrow(() -> AwsError.badRequest(
                                "ValidationException",
                                "1 validation error detected: Value null at '"
                                        + Character.toLowerCase(name.charAt(0)) + name.substring(1)
                                        + "' failed to satisfy constraint: Member must not be null"))
                        .body(),
                type);
    }

    static ObjectNode database(Database database) {
        ObjectNode node = tree(database.definition());
        node.set("CreateTime", JSON.valueToTree(database.createTime()));
        return node.put("CatalogId", CATALOG_ID);
    }

    static ObjectNode table(Table table) {
        ObjectNode node = tree(table.definition());
        if (table.storageDescriptor().equals(StorageDescriptor.EMPTY)) {
            node.remove("StorageDescriptor");
        }
        node.put("DatabaseName", table.databaseName());
        node.set("CreateTime", JSON.valueToTree(table.createTime()));
        node.set("UpdateTime", JSON.valueToTree(table.updateTime()));
        node.put("IsRegisteredWithLakeFormation", false);
        node.put("CatalogId", CATALOG_ID);
        return node.put("VersionId", Long.toString(table.version()));
    }

    static ObjectNode partition(TablePartition partition) {
        ObjectNode node = tree(partition.definition());
        node.put("DatabaseName", partition.databaseName());
        node.put("TableName", partition.tableName());
        node.set("CreationTime", JSON.valueToTree(partition.creationTime()));
        return node.put("CatalogId", CATALOG_ID);
    }

    static ObjectNode tags(Map<String, String> tags) {
        ObjectNode node = object();
        tags.forEach(node::put);
        return node;
    }

    /** An entry of the {@code Errors} of a batch operation, under the name of the entry that failed. */
    static ObjectNode error(String name, JsonNode entry, CatalogException refused) {
        ObjectNode detail = object();
        detail.put("ErrorCode", refused.kind().awsName());
        detail.put("ErrorMessage", refused.getMessage());
        ObjectNode error = object();
        error.set(name, entry);
        error.set("ErrorDetail", detail);
        return error;
    }

    /** Refuses a list longer than AWS takes. */
    static void atMost(int max, String name, List<?> items) {
        if (items.size() > max) {
            throw AwsError.badRequest(
                    "ValidationException",
                    "1 validation error detected: Value at '" + Character.toLowerCase(name.charAt(0))
                            + name.substring(1) + "' failed to satisfy constraint: Member must have length less than"
                            + " or equal to " + max);
        }
    }

    /** The structure without members that are empty lists: some clients send every kind of target. */
    static ObjectNode withoutEmptyLists(ObjectNode structure) {
        ObjectNode copy = structure.deepCopy();
        for (Iterator<JsonNode> members = copy.elements(); members.hasNext(); ) {
            JsonNode member = members.next();
            if (member.isArray() && member.isEmpty()) {
                members.remove();
            }
        }
        return copy;
    }
}
