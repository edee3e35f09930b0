package dev.caravan.report.mail;

import dev.caravan.report.Limits;
import dev.caravan.report.QueryResult;
import dev.caravan.report.mail.chart.Measure;
import dev.caravan.report.mail.file.RowFile;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

/**
 * What is left of rows that went by.
 *
 * @param truncated there were more
 * @param top the first ones
 */
record Rows(long count, boolean truncated, List<List<String>> top) {

    /** Takes the rows as they come, into all files and the chart. */
    static Rows read(QueryResult result, Limits limits, List<RowFile> files, Optional<Measure> measure)
            throws IOException {
        List<List<String>> top = new ArrayList<>();
        Iterator<List<String>> rows = result.rows();
        long count = 0;
        while (count < limits.maxRows() && rows.hasNext()) {
            List<String> row = rows.next();
            if (count < limits.topRows()) {
                top.add(Collections.unmodifiableList(new ArrayList<>(row)));
            }
            measure.ifPresent(numbers -> numbers.add(row));
            for (RowFile file : files) {
                file.add(row);
            }
            count++;
        }
        return new Rows(count, rows.hasNext(), List.copyOf(top));
    }
}
