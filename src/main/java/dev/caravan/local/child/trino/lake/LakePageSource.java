package dev.caravan.local.child.trino.lake;

import io.trino.spi.Page;
import io.trino.spi.PageBuilder;
import io.trino.spi.TrinoException;
import io.trino.spi.block.Block;
import io.trino.spi.block.BlockBuilder;
import io.trino.spi.block.RunLengthEncodedBlock;
import io.trino.spi.connector.ConnectorPageSource;
import io.trino.spi.type.Type;
import io.trino.spi.type.TypeUtils;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/** The rows of one object, page by page, with the columns that a query needs. Used by one thread at a time. */
final class LakePageSource implements ConnectorPageSource {
    private static final int ROWS_A_PAGE = 8192;

    private final LakeTable table;
    private final LakeSplit split;
    private final List<LakeColumn> columns;
    private final PageBuilder pages;
    private final List<BlockBuilder> builders = new ArrayList<>();
    private final RowFormat format;
    private final AtomicLong readBytes = new AtomicLong();
    private InputStream input;
    private LineReader lines;
    private long readNanos;
    private boolean finished;

    LakePageSource(LakeTable table, LakeSplit split, List<LakeColumn> columns) {
        this.table = table;
        this.split = split;
        this.columns = List.copyOf(columns);
        List<LakeColumn> data = columns.stream()
                .filter(column -> column.kind() == LakeColumn.Kind.DATA)
                .toList();
        List<Type> types = data.stream().map(LakeColumn::type).toList();
        this.pages = new PageBuilder(types);
        // a line is checked whole even if the query needs none of its columns
        this.format = RowFormats.of(split.storage(), table.definition(), data);
    }

    @Override
    public Page getNextPage() {
        long start = System.nanoTime();
        try {
            return finished ? null : read();
        } catch (IOException e) {
            throw new TrinoException(
                    LakeError.HIVE_CANNOT_OPEN_SPLIT,
                    "Cannot read " + split.object().uri() + ": " + e,
                    e);
        } catch (TrinoException e) {
            throw new TrinoException(e::getErrorCode, e.getRawMessage() + place(), e);
        } finally {
            readNanos += System.nanoTime() - start;
        }
    }

    private String place() {
        String line = lines == null ? "" : ", line " + lines.number();
        return " (" + split.object().uri() + line + ")";
    }

    private Page read() throws IOException {
        if (lines == null) {
            input = ObjectInput.open(split.object(), readBytes);
            lines = new LineReader(input);
            int header = RowFormats.headerLines(split.storage(), table.definition());
            for (int i = 0; i < header && lines.next(); i++) {
                // the header is no row
            }
        }
        pages.reset();
        builders.clear();
        for (int i = 0; i < dataColumns(); i++) {
            builders.add(pages.getBlockBuilder(i));
        }
        while (!pages.isFull() && pages.getPositionCount() < ROWS_A_PAGE) {
            if (!lines.next()) {
                finished = true;
                break;
            }
            format.read(lines, builders);
            pages.declarePosition();
        }
        return page(pages.build());
    }

    private long dataColumns() {
        return columns.stream()
                .filter(column -> column.kind() == LakeColumn.Kind.DATA)
                .count();
    }

    private Page page(Page data) {
        int rows = data.getPositionCount();
        Block[] blocks = new Block[columns.size()];
        int next = 0;
        for (int i = 0; i < blocks.length; i++) {
            blocks[i] = columns.get(i).kind() == LakeColumn.Kind.DATA
                    ? data.getBlock(next++)
                    : constant(columns.get(i), rows);
        }
        return new Page(rows, blocks);
    }

    private Block constant(LakeColumn column, int rows) {
        Object value = column.kind() == LakeColumn.Kind.PARTITION_KEY
                ? PartitionValues.of(column, split.partitionValues().get(column.index()))
                        .getValue()
                : LakeColumns.valueOf(column, split.object());
        return RunLengthEncodedBlock.create(TypeUtils.writeNativeValue(column.type(), value), rows);
    }

    @Override
    public long getCompletedBytes() {
        return readBytes.get();
    }

    @Override
    public long getReadTimeNanos() {
        return readNanos;
    }

    @Override
    public boolean isFinished() {
        return finished;
    }

    @Override
    public long getMemoryUsage() {
        return pages.getRetainedSizeInBytes();
    }

    @Override
    public void close() throws IOException {
        finished = true;
        if (input != null) {
            input.close();
        }
    }
}
