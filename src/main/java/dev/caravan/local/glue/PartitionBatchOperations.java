package dev.caravan.local.glue;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.caravan.local.glue.catalog.CatalogException;
import dev.caravan.local.glue.catalog.CatalogState;
import dev.caravan.local.glue.catalog.GlueCatalog;
import dev.caravan.local.glue.catalog.PartitionInput;
import dev.caravan.local.glue.catalog.TablePartition;
import dev.caravan.local.protocol.AwsInput;
import dev.caravan.local.protocol.AwsOperation;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;

/** The operations on many partitions: entries that fail are named in {@code Errors}, the others have their effect. */
final class PartitionBatchOperations {
    private static final int MAX_CREATE = 100;
    private static final int MAX_DELETE = 25;
    private static final int MAX_GET = 1000;
    private static final String DATABASE = "DatabaseName";
    private static final String TABLE = "TableName";

    private final GlueCatalog catalog;

    PartitionBatchOperations(GlueCatalog catalog) {
        this.catalog = catalog;
    }

    Map<String, AwsOperation> operations() {
        return Map.of(
                "BatchCreatePartition", this::create,
                "BatchGetPartition", this::get,
                "BatchDeletePartition", this::delete);
    }

    private ObjectNode create(AwsInput input) {
        String database = input.requiredText(DATABASE);
        String table = input.requiredText(TABLE);
        List<PartitionInput> definitions = input.objects("PartitionInputList").stream()
                .map(entry -> Wire.read(entry.body(), PartitionInput.class))
                .toList();
        Wire.atMost(MAX_CREATE, "PartitionInputList", definitions);
        return each(
                database,
                table,
                definitions,
                PartitionInput::values,
                (before, one) -> before.withNewPartitions(database, table, List.of(one), catalog.now()));
    }

    private ObjectNode delete(AwsInput input) {
        String database = input.requiredText(DATABASE);
        String table = input.requiredText(TABLE);
        List<List<String>> values = input.objects("PartitionsToDelete").stream()
                .map(entry -> entry.texts("Values"))
                .toList();
        Wire.atMost(MAX_DELETE, "PartitionsToDelete", values);
        return each(
                database,
                table,
                values,
                Function.identity(),
                (before, one) -> before.withoutPartitions(database, table, List.of(one)));
    }

    private ObjectNode get(AwsInput input) {
        String database = input.requiredText(DATABASE);
        String table = input.requiredText(TABLE);
        List<AwsInput> wanted = input.objects("PartitionsToGet");
        Wire.atMost(MAX_GET, "PartitionsToGet", wanted);
        catalog.table(database, table);
        List<TablePartition> found = wanted.stream()
                .map(entry -> catalog.findPartition(database, table, entry.texts("Values")))
                .flatMap(Optional::stream)
                .toList();
        ObjectNode answer = Wire.answer("Partitions", Wire.array(found, Wire::partition));
        answer.set("UnprocessedKeys", Wire.texts(List.of()));
        return answer;
    }

    /** Changes entry by entry, in one write. */
    private <T> ObjectNode each(
            String database,
            String table,
            List<T> entries,
            Function<T, List<String>> values,
            BiFunction<CatalogState, T, CatalogState> change) {
        catalog.table(database, table);
        ArrayNode errors = Wire.texts(List.of());
        catalog.change(before -> {
            CatalogState state = before;
            for (T entry : entries) {
                try {
                    state = change.apply(state, entry);
                } catch (CatalogException e) {
                    errors.add(Wire.error("PartitionValues", Wire.texts(values.apply(entry)), e));
                }
            }
            return state;
        });
        return Wire.answer("Errors", errors);
    }
}
