package dev.caravan.report.mail.chart;

import static java.util.Objects.requireNonNull;

import dev.caravan.report.Chart;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import javax.imageio.ImageIO;
import javax.imageio.stream.MemoryCacheImageOutputStream;
import org.jfree.chart.JFreeChart;
import org.jfree.chart.plot.CategoryPlot;

/**
 * A chart as a PNG with two dots for each pixel of a screen, on white, which is readable beside dark mails too.
 *
 * @param width as it is shown, in pixels
 * @param height as it is shown, in pixels
 * @param alternative the numbers in words, for who does not see it
 */
public record Picture(byte[] png, int width, int height, String alternative) {

    private static final int WIDTH = 560;
    private static final int DENSITY = 2;

    public Picture {
        requireNonNull(png, "png");
        requireNonNull(alternative, "alternative");
    }

    /** Draws what was measured; at least one point. */
    public static Picture of(Measure measure) {
        List<Point> points = measure.points();
        boolean line = measure.chart().kind() == Chart.Kind.LINE;
        int height = line ? LineChart.HEIGHT : BarChart.height(points.size());
        CategoryPlot plot = line ? LineChart.plot(measure, points) : BarChart.plot(measure, points);
        return new Picture(png(plot, height), WIDTH, height, Alternative.of(measure, points));
    }

    private static byte[] png(CategoryPlot plot, int height) {
        JFreeChart chart = new JFreeChart(null, ChartFont.of(Look.FONT_SIZE), plot, false);
        chart.setBackgroundPaint(Color.WHITE);
        chart.setBorderVisible(false);
        BufferedImage image = new BufferedImage(WIDTH * DENSITY, height * DENSITY, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = image.createGraphics();
        graphics.setRenderingHint(RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
        graphics.setRenderingHint(RenderingHints.KEY_FRACTIONALMETRICS, RenderingHints.VALUE_FRACTIONALMETRICS_ON);
        graphics.scale(DENSITY, DENSITY);
        chart.draw(graphics, new Rectangle2D.Double(0, 0, WIDTH, height));
        graphics.dispose();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (MemoryCacheImageOutputStream out = new MemoryCacheImageOutputStream(bytes)) {
            ImageIO.write(image, "png", out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }
}
