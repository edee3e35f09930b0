package dev.caravan.local.athena.result;

import dev.caravan.local.athena.engine.ResultListener;
import dev.caravan.local.child.trino.wire.ResultColumn;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Writes a result to a local file in the form of its object. The file is deleted on close. */
public final class ResultSpool implements ResultListener, AutoCloseable {
    private final Path file;
    private final BufferedWriter writer;
    private ResultShape shape = ResultShape.text(List.of());

    /** @param file replaced when it exists; its directory is created */
    public ResultSpool(Path file) throws IOException {
        this.file = file;
        Files.createDirectories(file.toAbsolutePath().getParent());
        this.writer = Files.newBufferedWriter(file, StandardCharsets.UTF_8);
    }

    @Override
    public void columns(List<ResultColumn> columns) throws IOException {
        shape = new ResultShape(ResultShape.Format.CSV, columns);
        csvLine(columns.stream().map(ResultColumn::name).toList());
    }

    @Override
    public void rows(List<List<String>> rows) throws IOException {
        for (List<String> row : rows) {
            csvLine(row);
        }
    }

    /** Writes the output of DDL instead of rows. */
    public void text(ResultShape ddl, List<String> lines) throws IOException {
        shape = ddl;
        for (String line : lines) {
            writer.write(line);
            writer.write('\n');
        }
    }

    /** What has been written. */
    public ResultShape shape() {
        return shape;
    }

    /** Everything written is in the file after this. */
    public Path finished() throws IOException {
        writer.close();
        return file;
    }

    private void csvLine(List<String> values) throws IOException {
        for (int i = 0; i < values.size(); i++) {
            if (i > 0) {
                writer.write(',');
            }
            String value = values.get(i);
            if (value != null) {
                writer.write('"');
                writer.write(value.replace("\"", "\"\""));
                writer.write('"');
            }
        }
        writer.write('\n');
    }

    @Override
    public void close() throws IOException {
        writer.close();
        Files.deleteIfExists(file);
    }
}
