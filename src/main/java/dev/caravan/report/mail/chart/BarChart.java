package dev.caravan.report.mail.chart;

import java.awt.Font;
import java.awt.Paint;
import java.awt.font.FontRenderContext;
import java.math.BigDecimal;
import java.util.List;
import org.jfree.chart.axis.CategoryAxis;
import org.jfree.chart.labels.ItemLabelAnchor;
import org.jfree.chart.labels.ItemLabelPosition;
import org.jfree.chart.labels.StandardCategoryItemLabelGenerator;
import org.jfree.chart.plot.CategoryPlot;
import org.jfree.chart.plot.PlotOrientation;
import org.jfree.chart.renderer.category.BarRenderer;
import org.jfree.chart.renderer.category.StandardBarPainter;
import org.jfree.chart.ui.TextAnchor;
import org.jfree.data.category.DefaultCategoryDataset;

/** Bars from left to right, each with its number: long names stay readable, and so do many bars on a phone. */
final class BarChart {

    private static final int FRAME = 20;
    private static final int BAR = 26;
    /** What the widest names of bars leave of the picture for the bars and their numbers, in points. */
    private static final double NARROWEST = 250;

    private static final float MAX_LABEL_RATIO = 0.45f;

    private BarChart() {}

    static int height(int bars) {
        return FRAME + BAR * bars;
    }

    static CategoryPlot plot(Measure measure, List<Point> points) {
        DefaultCategoryDataset data = new DefaultCategoryDataset();
        for (int i = 0; i < points.size(); i++) {
            Look.add(data, points.get(i), new Slot(i, Labels.cut(points.get(i).category())));
        }
        CategoryAxis axis = new CategoryAxis();
        CategoryPlot plot =
                new CategoryPlot(data, axis, Look.values(measure.chart().value()), new Bars());
        plot.setOrientation(PlotOrientation.HORIZONTAL);
        Look.dress(axis, plot);
        // Every bar has its number.
        plot.getRangeAxis().setVisible(false);
        plot.setRangeGridlinesVisible(false);
        axis.setMaximumCategoryLabelWidthRatio(MAX_LABEL_RATIO);
        axis.setLowerMargin(0.01);
        axis.setUpperMargin(0.01);
        axis.setCategoryMargin(0.3);
        double margin = marginOfNumbers(points);
        plot.getRangeAxis().setUpperMargin(margin);
        if (points.stream()
                .anyMatch(point -> point.value().orElse(BigDecimal.ZERO).signum() < 0)) {
            plot.getRangeAxis().setLowerMargin(margin);
        }
        return plot;
    }

    /** Of the bars' range: room for the widest number beyond the longest bar. */
    private static double marginOfNumbers(List<Point> points) {
        FontRenderContext context = new FontRenderContext(null, true, true);
        double widest = points.stream()
                .flatMap(point -> point.value().stream())
                .map(Look.numbers()::format)
                .mapToDouble(number ->
                        Bars.FONT.getStringBounds(number + "0", context).getWidth())
                .max()
                .orElse(0);
        double room = Math.min(widest, NARROWEST / 2);
        return room / (NARROWEST - room);
    }

    private static final class Bars extends BarRenderer {

        static final Font FONT = ChartFont.of(Look.FONT_SIZE - 1);

        private static final long serialVersionUID = 1L;

        Bars() {
            setBarPainter(new StandardBarPainter());
            setShadowVisible(false);
            setMaximumBarWidth(0.3);
            setDefaultItemLabelGenerator(new StandardCategoryItemLabelGenerator("{2}", Look.numbers()));
            setDefaultItemLabelFont(FONT);
            setDefaultItemLabelPaint(Look.TEXT);
            setDefaultItemLabelsVisible(true);
            setDefaultPositiveItemLabelPosition(
                    new ItemLabelPosition(ItemLabelAnchor.OUTSIDE3, TextAnchor.CENTER_LEFT));
            setDefaultNegativeItemLabelPosition(
                    new ItemLabelPosition(ItemLabelAnchor.OUTSIDE9, TextAnchor.CENTER_RIGHT));
        }

        @Override
        public Paint getItemPaint(int row, int column) {
            Number value = getPlot().getDataset().getValue(row, column);
            return value != null && value.doubleValue() < 0 ? Look.NEGATIVE : Look.MARK;
        }
    }
}
