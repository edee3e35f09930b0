package dev.caravan.local.child.trino.lake;

import dev.caravan.local.child.trino.wire.PartitionDefinition;
import io.trino.spi.TrinoException;
import io.trino.spi.connector.ColumnHandle;
import io.trino.spi.predicate.NullableValue;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The values that a table partition gives to its partition keys, from their texts in the catalog. */
final class PartitionValues {
    /** What Hive writes for a key without a value. */
    private static final String NULL = "__HIVE_DEFAULT_PARTITION__";

    private PartitionValues() {}

    static Map<ColumnHandle, NullableValue> of(LakeTable table, PartitionDefinition partition) {
        List<LakeColumn> keys = table.partitionKeys();
        if (keys.size() != partition.values().size()) {
            throw new TrinoException(
                    LakeError.HIVE_INVALID_METADATA,
                    "Table " + table + " has " + keys.size() + " partition keys, its partition " + partition.values()
                            + " has " + partition.values().size());
        }
        Map<ColumnHandle, NullableValue> values = new LinkedHashMap<>();
        for (int i = 0; i < keys.size(); i++) {
            values.put(keys.get(i), of(keys.get(i), partition.values().get(i)));
        }
        return values;
    }

    /** @throws TrinoException HIVE_INVALID_PARTITION_VALUE if the text is no value of the key's type */
    static NullableValue of(LakeColumn key, String text) {
        if (text.equals(NULL)) {
            return NullableValue.asNull(key.type());
        }
        try {
            return NullableValue.of(key.type(), Scalars.of(key.type()).parse(text));
        } catch (IllegalArgumentException | ArithmeticException | java.time.DateTimeException e) {
            throw new TrinoException(
                    LakeError.HIVE_INVALID_PARTITION_VALUE,
                    "Invalid partition value '" + text + "' for " + key.type() + " partition key: " + key.name(),
                    e);
        }
    }
}
