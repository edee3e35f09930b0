package dev.caravan.report.mail;

import static org.assertj.core.api.Assertions.assertThat;

import dev.caravan.report.Chart;
import dev.caravan.report.Completeness;
import dev.caravan.report.Limits;
import dev.caravan.report.QueryResult;
import dev.caravan.report.QueryResult.Column;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Leaves mails in {@code target/mail-pictures/} as a browser shows them, light, dark and as narrow as a phone, to be looked
 * at.
 */
@Tag("browser")
@Timeout(300)
class MailPicturesTest {

    private static final Path PICTURES = Path.of("target/mail-pictures");
    private static final int PHONE = 390;

    @TempDir
    Path directory;

    @Test
    void everyMailIsShownLightDarkAndOnAPhone() throws Exception {
        // Given
        List<Path> pages = new ArrayList<>();
        pages.add(page("actions", Samples.BAR, Samples.COMPLETE, Samples.actions()));
        pages.add(page("hours", new Chart(Chart.Kind.LINE, "hour", "records"), Samples.COMPLETE, hours()));
        pages.add(page("hard", new Chart(Chart.Kind.BAR, "name", "value"), Samples.INCOMPLETE, hard()));
        pages.add(page("nothing", Samples.BAR, Samples.COMPLETE, QueryResult.of("q", Samples.ACTIONS)));

        // When
        for (Path page : pages) {
            String name = page.getFileName().toString().replace(".html", "");
            shoot(page, name + "-light.png");
            shoot(page, name + "-dark.png", "--blink-settings=preferredColorScheme=0");
            shoot(onPhone(page), name + "-phone.png");
        }

        // Then
        try (Stream<Path> pictures = Files.list(PICTURES)) {
            assertThat(pictures.filter(file -> file.toString().matches(".*-(light|dark|phone)\\.png")))
                    .hasSize(12)
                    .allSatisfy(file -> assertThat(Files.size(file)).isGreaterThan(5_000));
        }
    }

    private Path page(String name, Chart chart, Completeness completeness, QueryResult result) throws Exception {
        Files.createDirectories(PICTURES);
        Path files = Files.createDirectory(directory.resolve(name));
        try (Composed composed = Samples.composer(Samples.NO_LINKS)
                .compose(Samples.presentation(chart, Limits.DEFAULT), Samples.DAY, completeness, result, files)) {
            Parsed mail = Parsed.of(composed.letter(Samples.READER, Samples.ID));
            String html = mail.text("text/html");
            MailLint.check(html);
            if (html.contains("cid:")) {
                Files.write(PICTURES.resolve(name + "-chart.png"), mail.bytes("image/png"));
            }
            return Files.writeString(
                    PICTURES.resolve(name + ".html"), html.replaceAll("cid:[^\"]+", name + "-chart.png"));
        }
    }

    private static Path onPhone(Path page) throws Exception {
        return Files.writeString(
                PICTURES.resolve(page.getFileName().toString().replace(".html", "-phone.html")),
                "<!DOCTYPE html><title>phone</title><iframe title=\"phone\" src=\"" + page.getFileName() + "\" width=\""
                        + PHONE + "\" height=\"1000\"></iframe>");
    }

    private void shoot(Path page, String picture, String... options) throws Exception {
        List<String> command = new ArrayList<>(List.of(
                "chromium",
                "--headless",
                "--no-sandbox",
                "--disable-gpu",
                "--hide-scrollbars",
                "--window-size=700,1050",
                "--user-data-dir=" + directory.resolve("chromium"),
                "--screenshot=" + PICTURES.resolve(picture).toAbsolutePath()));
        command.addAll(Arrays.asList(options));
        command.add(page.toAbsolutePath().toUri().toString());
        Process chromium = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve("chromium.log").toFile())
                .start();
        try {
            assertThat(chromium.waitFor(60, TimeUnit.SECONDS)).isTrue();
        } finally {
            chromium.destroyForcibly();
        }
    }

    private static QueryResult hours() {
        return new QueryResult(
                "8a40",
                List.of(
                        new Column("hour", "varchar"),
                        new Column("records", "bigint"),
                        new Column("dead_letters", "bigint"),
                        new Column("late", "bigint")),
                IntStream.range(0, 24)
                        .mapToObj(i -> List.of(
                                String.format("2026-11-27 %02d:00", i),
                                Long.toString(Math.round(4_000 + 2_500 * Math.sin(i / 4.0))),
                                Integer.toString(i % 5),
                                Integer.toString(i * 7 % 11)))
                        .iterator());
    }

    private static QueryResult hard() {
        List<Column> columns = new ArrayList<>(List.of(new Column("name", "varchar"), new Column("value", "double")));
        IntStream.range(2, 11).forEach(i -> columns.add(new Column("a_long_column_name_" + i, "varchar")));
        return new QueryResult(
                "77ff",
                columns,
                Stream.of(
                                "<script>alert(1)</script>",
                                "=HYPERLINK(\"http://x\")",
                                "שלום עולם",
                                "مرحبا بالعالم",
                                "😀 emoji 🎉",
                                "averyveryverylongwordwithoutanyspaceinitwhichgoeson".repeat(3))
                        .map(name -> {
                            List<String> row = new ArrayList<>(List.of(name, Integer.toString(name.length() - 20)));
                            IntStream.range(2, 11).forEach(i -> row.add(i == 4 ? null : "cell " + i));
                            return row;
                        })
                        .iterator());
    }
}
