package dev.caravan.report.mail.chart;

import dev.caravan.report.Chart;
import java.util.List;
import java.util.stream.Collectors;

/** A chart in words. */
final class Alternative {

    private static final int MAX_POINTS = 20;

    private Alternative() {}

    static String of(Measure measure, List<Point> points) {
        String kind = measure.chart().kind() == Chart.Kind.LINE ? "Line chart" : "Bar chart";
        String numbers = points.stream()
                .limit(MAX_POINTS)
                .map(point -> Labels.cut(point.category()) + ": "
                        + point.value().map(Look.numbers()::format).orElse("NULL"))
                .collect(Collectors.joining("; "));
        String more = points.size() > MAX_POINTS ? "; and " + (points.size() - MAX_POINTS) + " more" : "";
        return kind + " of " + Labels.cut(measure.chart().value()) + " by "
                + Labels.cut(measure.chart().category()) + ": " + numbers + more + ". Total "
                + Look.numbers().format(measure.total()) + ".";
    }
}
