package dev.caravan.report.mail.chart;

import static org.assertj.core.api.Assertions.assertThat;

import dev.caravan.report.Chart;
import dev.caravan.report.QueryResult.Column;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Every picture is left in {@code target/charts/} to be looked at. */
@Timeout(60)
class PictureTest {

    private static final List<Column> COLUMNS = List.of(new Column("name", "varchar"), new Column("value", "double"));

    @Test
    void aBarIsAsLongAsItsValue() throws Exception {
        // When
        BufferedImage image = image("bars", bars("small", "10", "large", "40"));

        // Then
        assertThat(image.getWidth()).isEqualTo(1120);
        assertThat(longestRun(image, image.getHeight() / 4) * 4)
                .isBetween(
                        longestRun(image, image.getHeight() * 3 / 4) - 8,
                        longestRun(image, image.getHeight() * 3 / 4) + 8);
    }

    @Test
    void aNegativeBarHasAColourOfItsOwn() throws Exception {
        BufferedImage image = image("negative", bars("profit", "42.5", "loss", "-31.25", "zero", "0"));
        assertThat(pixels(image, Look.NEGATIVE)).isGreaterThan(1_000);
        assertThat(pixels(image, Look.MARK)).isGreaterThan(1_000);
    }

    @Test
    void allKindsOfNamesAreDrawn() throws Exception {
        // Given
        Measure measure = bars(
                "a very long name that goes on and on and on",
                "12",
                "😀 emoji 🎉",
                "9",
                "שלום עולם",
                "7",
                "مرحبا بالعالم",
                "8",
                "line\nfeed \u202Ereversed",
                "3",
                null,
                null);

        // When
        Picture picture = Picture.of(measure);

        // Then
        image("names", measure);
        assertThat(picture.alternative())
                .isEqualTo("Bar chart of value by name: a very long name that goes…: 12; 😀 emoji 🎉: 9; שלום עולם: 7;"
                        + " مرحبا بالعالم: 8; line feed  reversed: 3; NULL: NULL. Total 39.");
    }

    @Test
    void oneCategoryIsABarAndNotABlock() throws Exception {
        assertThat(image("one", bars("only", "42")).getHeight()).isLessThan(200);
    }

    @Test
    void manyCategoriesAreTheLargestAndTheOthers() throws Exception {
        // Given
        Measure measure = bars(IntStream.rangeClosed(1, 50)
                .boxed()
                .flatMap(i -> List.of("category " + i, Integer.toString(i)).stream())
                .toArray(String[]::new));

        // Then
        List<Point> points = measure.points();
        assertThat(points).hasSize(20);
        assertThat(points.get(0).category()).isEqualTo("category 32");
        assertThat(points.get(19).category()).isEqualTo("31 others");
        assertThat(points.get(19).value().orElseThrow()).isEqualByComparingTo("496");
        assertThat(measure.total()).isEqualByComparingTo("1275");
        assertThat(image("many", measure).getHeight()).isEqualTo(1260);
    }

    @Test
    void aLineHasAsManyPointsAsRowsAndAGapForNull() throws Exception {
        // Given
        Measure measure = measure(
                Chart.Kind.LINE,
                IntStream.range(0, 24)
                        .boxed()
                        .flatMap(i -> Arrays.asList("2026-11-27 " + i + ":00", i == 7 ? null : "1" + i).stream())
                        .toArray(String[]::new));

        // Then
        assertThat(measure.points()).hasSize(24);
        assertThat(pixels(image("line", measure), Look.MARK)).isGreaterThan(1_000);
    }

    @Test
    void aLineOfTooManyPointsSaysWhatItLeavesOut() throws Exception {
        // Given
        Measure measure = measure(
                Chart.Kind.LINE,
                IntStream.range(0, 1_500)
                        .boxed()
                        .flatMap(i -> List.of("point " + i, "1").stream())
                        .toArray(String[]::new));

        // Then
        assertThat(measure.points()).hasSize(1_000);
        assertThat(measure.rowsNotDrawn()).isEqualTo(500);
        assertThat(measure.total()).isEqualByComparingTo("1500");
        image("long-line", measure);
    }

    @Test
    void rowsOfOneCategoryAreOneBarAndNaNCountsForNothing() {
        Measure measure = bars("a", "1.5", "b", "NaN", "a", "2.5", "b", null);
        assertThat(measure.points().get(0).value().orElseThrow()).isEqualByComparingTo("4");
        assertThat(measure.points().get(1).value()).isEmpty();
    }

    private static Measure bars(String... cells) {
        return measure(Chart.Kind.BAR, cells);
    }

    private static Measure measure(Chart.Kind kind, String... cells) {
        Measure measure = Measure.of(new Chart(kind, "name", "value"), COLUMNS).orElseThrow();
        for (int i = 0; i < cells.length; i += 2) {
            measure.add(Arrays.asList(cells[i], cells[i + 1]));
        }
        return measure;
    }

    private static BufferedImage image(String file, Measure measure) throws Exception {
        byte[] png = Picture.of(measure).png();
        Files.write(Files.createDirectories(Path.of("target/charts")).resolve(file + ".png"), png);
        return ImageIO.read(new ByteArrayInputStream(png));
    }

    private static int longestRun(BufferedImage image, int y) {
        int longest = 0;
        int run = 0;
        for (int x = 0; x < image.getWidth(); x++) {
            run = image.getRGB(x, y) == Look.MARK.getRGB() ? run + 1 : 0;
            longest = Math.max(longest, run);
        }
        return longest;
    }

    private static long pixels(BufferedImage image, Color colour) {
        return IntStream.range(0, image.getWidth() * image.getHeight())
                .filter(i -> image.getRGB(i % image.getWidth(), i / image.getWidth()) == colour.getRGB())
                .count();
    }
}
