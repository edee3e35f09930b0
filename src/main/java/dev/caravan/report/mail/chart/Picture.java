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

    private static final int SHOWN_WIDTH = 560;
    private static final int DENSITY = 2;
    /** Letters are still letters where a phone shows the picture in 350 pixels. */
    private static final int DRAWN_WIDTH = 480;

    private static final double ENLARGED = (double) SHOWN_WIDTH / DRAWN_WIDTH;

    public Picture {
        requireNonNull(png, "png");
        requireNonNull(alternative, "alternative");
    }

    /** Draws what was measured; at least one point. */
    public static Picture of(Measure measure) {
        List<Point> points = measure.points();
        boolean line = measure.chart().kind() == Chart.Kind.LINE;
        int drawnHeight = line ? LineChart.HEIGHT : BarChart.height(points.size());
        int height = (int) Math.round(drawnHeight * ENLARGED);
        CategoryPlot plot = line ? LineChart.plot(measure, points) : BarChart.plot(measure, points);
        return new Picture(png(plot, drawnHeight, height), SHOWN_WIDTH, height, Alternative.of(measure, points));
    }

    private static byte[] png(CategoryPlot plot, int drawnHeight, int height) {
        JFreeChart chart = new JFreeChart(null, ChartFont.of(Look.FONT_SIZE), plot, false);
        chart.setBackgroundPaint(Color.WHITE);
        chart.setBorderVisible(false);
        BufferedImage image = new BufferedImage(SHOWN_WIDTH * DENSITY, height * DENSITY, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = image.createGraphics();
        graphics.setRenderingHint(RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
        graphics.setRenderingHint(RenderingHints.KEY_FRACTIONALMETRICS, RenderingHints.VALUE_FRACTIONALMETRICS_ON);
        graphics.setPaint(Color.WHITE);
        graphics.fillRect(0, 0, image.getWidth(), image.getHeight());
        graphics.scale(DENSITY * ENLARGED, DENSITY * ENLARGED);
        chart.draw(graphics, new Rectangle2D.Double(0, 0, DRAWN_WIDTH, drawnHeight));
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
