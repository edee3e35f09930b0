package dev.caravan.report.mail.chart;

import java.awt.BasicStroke;
import java.awt.Color;
import java.math.BigDecimal;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.text.NumberFormat;
import java.util.Locale;
import org.jfree.chart.axis.CategoryAxis;
import org.jfree.chart.axis.NumberAxis;
import org.jfree.chart.plot.CategoryPlot;
import org.jfree.chart.ui.RectangleInsets;
import org.jfree.data.category.DefaultCategoryDataset;

/** What both charts have in common. Text has a contrast of 7 to 1 or more to the white behind it, bars 4.5 to 1. */
final class Look {

    static final float FONT_SIZE = 13;
    static final Color TEXT = new Color(0x33, 0x3a, 0x42);
    static final Color MARK = new Color(0x0b, 0x6b, 0xa8);
    static final Color NEGATIVE = new Color(0xb0, 0x4a, 0x00);
    private static final Color GRID = new Color(0xd5, 0xda, 0xe0);
    private static final double MARGIN = 0.12;

    private Look() {}

    static NumberFormat numbers() {
        return new DecimalFormat("#,##0.###", DecimalFormatSymbols.getInstance(Locale.ROOT));
    }

    static NumberAxis values(String name) {
        NumberAxis axis = new NumberAxis(Labels.cut(name));
        axis.setNumberFormatOverride(numbers());
        axis.setLabelFont(ChartFont.of(FONT_SIZE));
        axis.setLabelPaint(TEXT);
        axis.setTickLabelFont(ChartFont.of(FONT_SIZE - 1));
        axis.setTickLabelPaint(TEXT);
        axis.setAxisLineVisible(false);
        axis.setTickMarksVisible(false);
        axis.setUpperMargin(MARGIN);
        axis.setAutoRangeIncludesZero(true);
        return axis;
    }

    static void dress(CategoryAxis axis, CategoryPlot plot) {
        axis.setTickLabelFont(ChartFont.of(FONT_SIZE));
        axis.setTickLabelPaint(TEXT);
        axis.setTickMarksVisible(false);
        axis.setAxisLineVisible(false);
        plot.setBackgroundPaint(Color.WHITE);
        plot.setOutlineVisible(false);
        plot.setRangeGridlinePaint(GRID);
        plot.setRangeGridlineStroke(new BasicStroke(1));
        plot.setRangeZeroBaselineVisible(true);
        plot.setRangeZeroBaselinePaint(TEXT);
        plot.setInsets(new RectangleInsets(8, 4, 8, 8));
    }

    static void add(DefaultCategoryDataset data, Point point, Comparable<?> category) {
        data.addValue(point.value().map(BigDecimal::doubleValue).orElse(null), "", category);
    }
}
