package dev.caravan.report.mail.chart;

import static org.assertj.core.api.Assertions.assertThat;

import dev.caravan.report.Chart;
import dev.caravan.report.QueryResult.Column;
import java.awt.Font;
import java.awt.GraphicsEnvironment;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** A machine whose fontconfig knows no font, such as a slim image. */
@Timeout(120)
@EnabledOnOs(OS.LINUX)
class NoFontsTest {

    @TempDir
    Path directory;

    @Test
    void chartsAreDrawnWithoutAFontOfTheMachine() throws Exception {
        assertThat(child("draw"))
                .contains("a picture", "[DejaVu Sans, Dialog, DialogInput, Monospaced, SansSerif, Serif]");
    }

    @Test
    void withoutOurFontTheJvmFailsThere() throws Exception {
        assertThat(child("fail")).contains("Fontconfig").doesNotContain("a picture");
    }

    private String child(String what) throws Exception {
        Path none = Files.writeString(directory.resolve("fonts.conf"), "<?xml version=\"1.0\"?><fontconfig/>");
        Path output = directory.resolve("output");
        ProcessBuilder builder = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Djava.awt.headless=true",
                        "-Duser.home=" + directory,
                        "-cp",
                        System.getProperty("java.class.path"),
                        Child.class.getName(),
                        what)
                .redirectErrorStream(true)
                .redirectOutput(output.toFile());
        builder.environment().put("FONTCONFIG_FILE", none.toString());
        Process process = builder.start();
        try {
            assertThat(process.waitFor(100, TimeUnit.SECONDS)).isTrue();
        } finally {
            process.destroyForcibly();
        }
        return Files.readString(output);
    }

    /** The other JVM. */
    static final class Child {

        private Child() {}

        public static void main(String[] arguments) throws Exception {
            if (arguments[0].equals("draw")) {
                Measure measure = Measure.of(
                                new Chart(Chart.Kind.BAR, "n", "v"),
                                List.of(new Column("n", "varchar"), new Column("v", "bigint")))
                        .orElseThrow();
                measure.add(List.of("names", "1"));
                if (Picture.of(measure).png().length > 1_000) {
                    System.out.println("a picture");
                }
            } else {
                File font =
                        new File(ChartFont.class.getResource("DejaVuSans.ttf").toURI());
                System.out.println(Font.createFont(Font.TRUETYPE_FONT, font) + " a picture");
            }
            System.out.println(
                    List.of(GraphicsEnvironment.getLocalGraphicsEnvironment().getAvailableFontFamilyNames()));
        }
    }
}
