package dev.caravan.report.mail.file;

import dev.caravan.report.Csv;
import dev.caravan.report.QueryResult.Column;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** RFC 4180 in UTF-8 with neutral texts; numbers of number columns stay as they are. */
public final class CsvFile implements RowFile {

    private final Path path;
    private final List<Column> columns;
    private final BufferedWriter out;

    /** Creates the file with its header line. */
    public CsvFile(Path path, List<Column> columns) throws IOException {
        this.path = path;
        this.columns = List.copyOf(columns);
        this.out = Files.newBufferedWriter(path, StandardCharsets.UTF_8);
        out.write(Csv.line(columns.stream().map(Column::name).map(Neutral::text).toList()));
    }

    @Override
    public void add(List<String> row) throws IOException {
        List<String> cells = new ArrayList<>(row.size());
        for (int i = 0; i < row.size(); i++) {
            String cell = row.get(i);
            cells.add(cell == null || Neutral.isNumber(columns.get(i), cell) ? cell : Neutral.text(cell));
        }
        out.write(Csv.line(cells));
    }

    @Override
    public void close() throws IOException {
        out.close();
    }

    @Override
    public Path path() {
        return path;
    }

    @Override
    public String contentType() {
        return "text/csv; charset=UTF-8; header=present";
    }
}
