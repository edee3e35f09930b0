package dev.caravan.local.athena.ddl;

import dev.caravan.local.glue.catalog.Column;
import dev.caravan.local.glue.catalog.PartitionInput;
import dev.caravan.local.glue.catalog.Table;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** The forms of table partitions: {@code key=value/key=value}, and what the catalog keeps of them. */
final class HivePartitions {
    /** Characters of a value that a path holds percent-encoded, as Hive does. */
    private static final String ESCAPED = "\"#%'*/:=?\\{[]^";

    private HivePartitions() {}

    static Map<String, String> valuesByKey(Table table, List<String> values) {
        Map<String, String> byKey = new LinkedHashMap<>();
        List<Column> keys = table.partitionKeys();
        for (int i = 0; i < keys.size(); i++) {
            byKey.put(keys.get(i).name().toLowerCase(Locale.ROOT), values.get(i));
        }
        return byKey;
    }

    /** {@code key=value/key=value} with values percent-encoded where they must be. */
    static String path(Table table, List<String> values) {
        return valuesByKey(table, values).entrySet().stream()
                .map(entry -> entry.getKey() + "=" + encoded(entry.getValue()))
                .collect(Collectors.joining("/"));
    }

    private static String encoded(String value) {
        StringBuilder encoded = new StringBuilder();
        value.chars().forEach(c -> {
            if (c < ' ' || c == 0x7f || ESCAPED.indexOf(c) >= 0) {
                encoded.append(String.format("%%%02X", c));
            } else {
                encoded.append((char) c);
            }
        });
        return encoded.toString();
    }

    /** What the catalog keeps: the table's own storage at the partition's location. */
    static PartitionInput input(Table table, List<String> values, Optional<String> location) {
        String base = table.storageDescriptor().location();
        String below = (base.endsWith("/") ? base : base + "/") + path(table, values) + "/";
        return new PartitionInput(values, table.storageDescriptor().withLocation(location.orElse(below)));
    }
}
