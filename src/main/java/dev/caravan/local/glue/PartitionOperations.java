package dev.caravan.local.glue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.caravan.local.glue.catalog.CatalogException;
import dev.caravan.local.glue.catalog.CatalogState;
import dev.caravan.local.glue.catalog.GlueCatalog;
import dev.caravan.local.glue.catalog.PartitionInput;
import dev.caravan.local.glue.catalog.Table;
import dev.caravan.local.glue.catalog.TablePartition;
import dev.caravan.local.glue.filter.PartitionFilter;
import dev.caravan.local.protocol.AwsInput;
import dev.caravan.local.protocol.AwsOperation;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** The operations on single partitions, and their listing. */
final class PartitionOperations {
    private static final int MAX_PAGE = 1000;
    private static final String DATABASE = "DatabaseName";
    private static final String TABLE = "TableName";

    private final GlueCatalog catalog;

    PartitionOperations(GlueCatalog catalog) {
        this.catalog = catalog;
    }

    Map<String, AwsOperation> operations() {
        return Map.of(
                "CreatePartition", this::create,
                "GetPartition", this::get,
                "GetPartitions", this::list,
                "UpdatePartition", this::update,
                "DeletePartition", this::delete);
    }

    private ObjectNode create(AwsInput input) {
        catalog.createPartition(
                input.requiredText(DATABASE),
                input.requiredText(TABLE),
                Wire.required(input, "PartitionInput", PartitionInput.class));
        return Wire.object();
    }

    private ObjectNode get(AwsInput input) {
        return Wire.answer(
                "Partition",
                Wire.partition(catalog.partition(
                        input.requiredText(DATABASE), input.requiredText(TABLE), input.texts("PartitionValues"))));
    }

    private ObjectNode list(AwsInput input) {
        String database = input.requiredText(DATABASE);
        String name = input.requiredText(TABLE);
        CatalogState state = catalog.state();
        Table table = state.findTable(database, name).orElseGet(() -> catalog.table(database, name));
        Predicate<List<String>> filter = input.text("Expression")
                .filter(expression -> !expression.isBlank())
                .map(expression -> PartitionFilter.of(expression, table.partitionKeys()))
                .orElse(values -> true);
        Predicate<List<String>> segment =
                input.object("Segment").map(PartitionOperations::segment).orElse(values -> true);
        List<TablePartition> partitions = state.partitions(database, name).stream()
                .filter(partition -> filter.and(segment).test(partition.values()))
                .toList();
        boolean withoutColumns = input.flag("ExcludeColumnSchema").orElse(false);
        return Page.of(input, partitions, partition -> String.join("\u0000", partition.values()), MAX_PAGE)
                .answer("Partitions", partition -> {
                    ObjectNode node = Wire.partition(partition);
                    if (withoutColumns && node.get("StorageDescriptor") instanceof ObjectNode storage) {
                        storage.remove("Columns");
                    }
                    return node;
                });
    }

    private ObjectNode update(AwsInput input) {
        catalog.updatePartition(
                input.requiredText(DATABASE),
                input.requiredText(TABLE),
                input.texts("PartitionValueList"),
                Wire.required(input, "PartitionInput", PartitionInput.class));
        return Wire.object();
    }

    private ObjectNode delete(AwsInput input) {
        catalog.deletePartition(
                input.requiredText(DATABASE), input.requiredText(TABLE), input.texts("PartitionValues"));
        return Wire.object();
    }

    /** One part of a parallel scan: each partition is in exactly one segment. */
    private static Predicate<List<String>> segment(AwsInput segment) {
        int number = segment.integer("SegmentNumber").orElse(0);
        int total = segment.integer("TotalSegments").orElse(1);
        if (total < 1 || total > 10 || number < 0 || number >= total) {
            throw CatalogException.invalidInput(
                    "Segment " + number + " of " + total + " is not one of 1 to 10 segments, counted from 0.");
        }
        return values -> Math.floorMod(values.hashCode(), total) == number;
    }
}
