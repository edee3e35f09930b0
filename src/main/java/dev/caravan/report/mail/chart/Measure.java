package dev.caravan.report.mail.chart;

import static java.util.Objects.requireNonNull;

import dev.caravan.failure.PermanentException;
import dev.caravan.report.Chart;
import dev.caravan.report.QueryResult.Column;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Sums of the chart's value column, of all rows and by category in the order of the rows. NULL, NaN and infinity count
 * for nothing. Beyond {@value #MAX_CATEGORIES} categories only the sum of all others is kept.
 */
public final class Measure {

    static final int MAX_CATEGORIES = 1_000;
    private static final int MAX_BARS = 20;
    private static final int MAX_LABEL = 1_000;

    private final Chart chart;
    private final int category;
    private final int value;
    private final Map<String, Optional<BigDecimal>> sums = new LinkedHashMap<>();
    private Optional<BigDecimal> rest = Optional.empty();
    private long rowsOfRest;
    private BigDecimal total = BigDecimal.ZERO;

    private Measure(Chart chart, int category, int value) {
        this.chart = requireNonNull(chart, "chart");
        this.category = category;
        this.value = value;
    }

    /**
     * Empty for a report without a chart.
     *
     * @throws PermanentException if the answer has no such columns, or the value is no number
     */
    public static Optional<Measure> of(Chart chart, List<Column> columns) {
        if (chart.kind() == Chart.Kind.NONE) {
            return Optional.empty();
        }
        int value = index("value", chart.value(), columns);
        if (!columns.get(value).isNumber()) {
            throw new PermanentException("The chart's value " + chart.value() + " is a "
                    + columns.get(value).type() + ", not a number: cast it in the query");
        }
        return Optional.of(new Measure(chart, index("category", chart.category(), columns), value));
    }

    private static int index(String role, String name, List<Column> columns) {
        List<String> names = columns.stream().map(Column::name).toList();
        int index = names.indexOf(name);
        if (index < 0) {
            throw new PermanentException("The chart's " + role + " " + name + " is no column of the query, which has "
                    + String.join(", ", names) + ": correct the report or its SQL");
        }
        return index;
    }

    /** Takes one row of the answer. */
    public void add(List<String> row) {
        Optional<BigDecimal> number = number(row.get(value));
        total = total.add(number.orElse(BigDecimal.ZERO));
        String name = name(row.get(category));
        if (sums.containsKey(name) || sums.size() < MAX_CATEGORIES) {
            sums.merge(name, number, Measure::sum);
        } else {
            rest = sum(rest, number);
            rowsOfRest++;
        }
    }

    private static String name(String cell) {
        if (cell == null) {
            return "NULL";
        }
        return cell.length() <= MAX_LABEL ? cell : cell.substring(0, MAX_LABEL);
    }

    private static Optional<BigDecimal> number(String cell) {
        return cell == null || cell.endsWith("NaN") || cell.endsWith("Infinity")
                ? Optional.empty()
                : Optional.of(new BigDecimal(cell));
    }

    private static Optional<BigDecimal> sum(Optional<BigDecimal> one, Optional<BigDecimal> other) {
        return one.isEmpty() ? other : Optional.of(one.get().add(other.orElse(BigDecimal.ZERO)));
    }

    public Chart chart() {
        return chart;
    }

    /** Where the value stands in a row. */
    public int valueColumn() {
        return value;
    }

    /** Of all rows. */
    public BigDecimal total() {
        return total;
    }

    /** Rows whose category is in no line, since there were too many; bars have them among the others. */
    public long rowsNotDrawn() {
        return chart.kind() == Chart.Kind.LINE ? rowsOfRest : 0;
    }

    /** What is drawn: all points of a line; the largest bars, and what the others come to. */
    public List<Point> points() {
        List<Point> all = new ArrayList<>();
        sums.forEach((name, sum) -> all.add(new Point(name, sum)));
        return chart.kind() == Chart.Kind.LINE || all.size() <= MAX_BARS ? all : largest(all);
    }

    private List<Point> largest(List<Point> all) {
        Set<Point> kept = all.stream()
                .sorted(Comparator.comparing(Point::size).reversed())
                .limit(MAX_BARS - 1)
                .collect(Collectors.toCollection(HashSet::new));
        List<Point> bars = new ArrayList<>(all.stream().filter(kept::contains).toList());
        Optional<BigDecimal> others = all.stream()
                .filter(point -> !kept.contains(point))
                .map(Point::value)
                .reduce(rest, Measure::sum);
        bars.add(new Point(rowsOfRest > 0 ? "all others" : (all.size() - bars.size()) + " others", others));
        return bars;
    }
}
