package dev.caravan.local.child.trino.lake;

import dev.caravan.local.child.trino.wire.StorageDefinition;
import dev.caravan.local.child.trino.wire.TableDefinition;
import io.trino.spi.StandardErrorCode;
import io.trino.spi.TrinoException;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/**
 * The properties by which a serialisation library reads: its own, and those of the table that it knows, which win as
 * in Hive. What is not known here is refused, since it may change what a row is.
 */
final class SerdeProperties {
    /** Properties of tables that change the reading; the others of a table are notes. */
    private static final Set<String> CHANGING = Set.of(
            "timestamp.formats",
            "skip.footer.line.count",
            "serialization.encoding",
            "serialization.last.column.takes.rest",
            "textinputformat.record.delimiter",
            "use.null.for.invalid.data",
            "line.delim");

    private SerdeProperties() {}

    /**
     * @param known the names that the library's reader here reads, or that change nothing
     * @throws TrinoException NOT_SUPPORTED for any other
     */
    static Map<String, String> of(StorageDefinition storage, TableDefinition table, Predicate<String> known) {
        Map<String, String> properties = new HashMap<>();
        storage.parameters().forEach((name, value) -> {
            if (known.test(name)) {
                properties.put(name, value);
            } else if (!isDefault(name, value)) {
                throw refused(table, name, value);
            }
        });
        table.parameters().forEach((name, value) -> {
            if (known.test(name)) {
                properties.put(name, value);
            } else if (CHANGING.contains(name) && !isDefault(name, value)) {
                throw refused(table, name, value);
            }
        });
        return properties;
    }

    private static boolean isDefault(String name, String value) {
        return (name.equals("line.delim") && value.equals("\n"))
                || (name.equals("skip.footer.line.count") && value.strip().equals("0"));
    }

    private static TrinoException refused(TableDefinition table, String name, String value) {
        return new TrinoException(
                StandardErrorCode.NOT_SUPPORTED,
                "Table " + table.database() + "." + table.name() + ": the property " + name + "=" + value
                        + " is not supported here");
    }
}
