package dev.caravan.local.child.trino.lake;

import io.trino.spi.block.BlockBuilder;
import java.util.List;

/** How a line of an object becomes a row. */
interface RowFormat {
    /**
     * Appends exactly one value to each builder.
     *
     * @param columns one builder for each column that the format was made for
     * @throws io.trino.spi.TrinoException if the line or one of its values cannot be read
     */
    void read(LineReader line, List<BlockBuilder> columns);
}
