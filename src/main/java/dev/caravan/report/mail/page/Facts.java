package dev.caravan.report.mail.page;

import static java.util.Objects.requireNonNull;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;

/**
 * Everything that a mail says.
 *
 * @param report its name, for who answers for it
 * @param window in words
 * @param freshness {@link Freshness#line}
 * @param rows of the answer, as far as they were read
 * @param truncated the answer had more
 * @param measure name of the column that was summed
 * @param total of that column over all rows; empty for a report without a chart
 * @param rowsNotDrawn that the chart leaves out
 * @param chart empty where nothing is drawn
 * @param executionId Athena's id of the query
 */
public record Facts(
        String title,
        String report,
        String window,
        String freshness,
        boolean incomplete,
        long rows,
        boolean truncated,
        String measure,
        Optional<BigDecimal> total,
        long rowsNotDrawn,
        Optional<ChartNote> chart,
        Grid grid,
        List<FileNote> files,
        String executionId) {

    public Facts {
        requireNonNull(title, "title");
        requireNonNull(report, "report");
        requireNonNull(window, "window");
        requireNonNull(freshness, "freshness");
        requireNonNull(measure, "measure");
        requireNonNull(total, "total");
        requireNonNull(chart, "chart");
        requireNonNull(grid, "grid");
        files = List.copyOf(files);
        requireNonNull(executionId, "executionId");
    }
}
