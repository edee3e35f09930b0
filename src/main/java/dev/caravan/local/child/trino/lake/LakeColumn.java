package dev.caravan.local.child.trino.lake;

import io.trino.spi.connector.ColumnHandle;
import io.trino.spi.type.Type;

/**
 * A column of a table.
 *
 * @param index among the columns of its kind
 */
record LakeColumn(String name, Type type, Kind kind, int index) implements ColumnHandle {
    /** Where the column's values come from. */
    enum Kind {
        /** The rows of the objects. */
        DATA,
        /** The partition that the object belongs to. */
        PARTITION_KEY,
        /** The object itself: {@code $path} and its like. */
        OBJECT
    }
}
