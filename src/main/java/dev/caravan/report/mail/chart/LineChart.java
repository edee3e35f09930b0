package dev.caravan.report.mail.chart;

import java.awt.BasicStroke;
import java.awt.geom.Ellipse2D;
import java.util.List;
import org.jfree.chart.axis.CategoryAxis;
import org.jfree.chart.plot.CategoryPlot;
import org.jfree.chart.renderer.category.LineAndShapeRenderer;
import org.jfree.data.category.DefaultCategoryDataset;

/** A line through the values in the order of the rows, with as many names below it as fit. */
final class LineChart {

    static final int HEIGHT = 260;

    private static final int MAX_NAMES = 4;
    private static final int MAX_DOTS = 60;
    private static final double DOT = 5;

    private LineChart() {}

    static CategoryPlot plot(Measure measure, List<Point> points) {
        int step = (points.size() + MAX_NAMES - 1) / MAX_NAMES;
        DefaultCategoryDataset data = new DefaultCategoryDataset();
        for (int i = 0; i < points.size(); i++) {
            // Dates are not broken at their hyphens.
            String name = i % step == 0 ? Labels.cut(points.get(i).category()).replace('-', '\u2011') : "";
            Look.add(data, points.get(i), new Slot(i, name));
        }
        LineAndShapeRenderer renderer = new LineAndShapeRenderer(true, points.size() <= MAX_DOTS);
        renderer.setDefaultPaint(Look.MARK);
        renderer.setAutoPopulateSeriesPaint(false);
        renderer.setDefaultShape(new Ellipse2D.Double(-DOT / 2, -DOT / 2, DOT, DOT));
        renderer.setAutoPopulateSeriesShape(false);
        renderer.setDefaultStroke(new BasicStroke(2));
        renderer.setAutoPopulateSeriesStroke(false);
        CategoryAxis axis = new CategoryAxis();
        CategoryPlot plot =
                new CategoryPlot(data, axis, Look.values(measure.chart().value()), renderer);
        Look.dress(axis, plot);
        // A name may be as wide as all the places up to the next name.
        axis.setMaximumCategoryLabelWidthRatio(step * 0.96f);
        axis.setMaximumCategoryLabelLines(2);
        return plot;
    }
}
