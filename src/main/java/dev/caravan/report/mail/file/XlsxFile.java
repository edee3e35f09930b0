package dev.caravan.report.mail.file;

import dev.caravan.report.QueryResult.Column;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;

/**
 * An Excel workbook. Numbers, booleans, dates and times are what they are; every other cell is a text, whatever it begins
 * with. A sheet holds 1,048,576 rows: the rest goes on in a next one, under the same header.
 */
public final class XlsxFile implements RowFile {

    private static final int SHEET_ROWS = 1_048_576;
    private static final int ROWS_IN_MEMORY = 500;
    private static final double MIN_WIDTH = 12;
    private static final double MAX_WIDTH = 40;

    private final Path path;
    private final List<Column> columns;
    private final int sheetRows;
    private final OutputStream out;
    private final Workbook workbook;
    private Worksheet sheet;
    private int sheets;
    private int next;

    /** Creates the file with its header. */
    public XlsxFile(Path path, List<Column> columns) throws IOException {
        this(path, columns, SHEET_ROWS);
    }

    XlsxFile(Path path, List<Column> columns, int sheetRows) throws IOException {
        this.path = path;
        this.columns = List.copyOf(columns);
        this.sheetRows = sheetRows;
        this.out = new BufferedOutputStream(Files.newOutputStream(path));
        this.workbook = new Workbook(out, "Caravan", "1.0");
        begin();
    }

    private void begin() throws IOException {
        sheets++;
        sheet = workbook.newWorksheet(sheets == 1 ? "Rows" : "Rows " + sheets);
        sheet.freezePane(0, 1);
        for (int i = 0; i < columns.size(); i++) {
            String name = columns.get(i).name();
            sheet.width(i, Math.max(MIN_WIDTH, Math.min(MAX_WIDTH, name.length() + 2.0)));
            sheet.inlineString(0, i, ExcelCell.text(name));
            sheet.style(0, i).bold().set();
        }
        next = 1;
    }

    @Override
    public void add(List<String> row) throws IOException {
        if (next == sheetRows) {
            sheet.finish();
            begin();
        }
        for (int i = 0; i < row.size(); i++) {
            if (row.get(i) != null) {
                ExcelCell.write(sheet, next, i, columns.get(i), row.get(i));
            }
        }
        next++;
        if (next % ROWS_IN_MEMORY == 0) {
            sheet.flush();
        }
    }

    @Override
    public void close() throws IOException {
        try (out) {
            sheet.finish();
            workbook.finish();
        }
    }

    @Override
    public Path path() {
        return path;
    }

    @Override
    public String contentType() {
        return "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
    }
}
