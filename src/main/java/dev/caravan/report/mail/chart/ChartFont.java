package dev.caravan.report.mail.chart;

import static java.util.Objects.requireNonNull;

import dev.caravan.failure.PermanentException;
import java.awt.Font;
import java.awt.FontFormatException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The font that comes along, DejaVu Sans: Latin, Greek, Cyrillic, Hebrew, Arabic and a few hundred symbols; what it lacks
 * is a box. On Linux the JVM asks fontconfig for the machine's fonts before it opens any, and fails where there are none
 * (slim images), so it gets a configuration that knows this one only.
 */
final class ChartFont {

    private static final String FILE = "DejaVuSans.ttf";
    private static final String NAME = "DejaVu Sans";

    private static Font font;

    private ChartFont() {}

    /** @throws PermanentException if this JVM cannot draw letters at all */
    static synchronized Font of(float size) {
        if (font == null) {
            font = load();
        }
        return font.deriveFont(size);
    }

    private static Font load() {
        System.setProperty("java.awt.headless", "true");
        try (InputStream bytes = requireNonNull(ChartFont.class.getResourceAsStream(FILE), FILE)) {
            Path directory = Files.createTempDirectory("caravan-font-");
            Path file = directory.resolve(FILE);
            Path configuration = directory.resolve("fontconfig.properties");
            Files.copy(bytes, file);
            Files.writeString(configuration, configuration(file));
            Stream.of(directory, file, configuration)
                    .forEach(path -> path.toFile().deleteOnExit());
            if (System.getProperty("os.name").startsWith("Linux")) {
                System.setProperty("sun.awt.fontconfig", configuration.toString());
            }
            return Font.createFont(Font.TRUETYPE_FONT, file.toFile());
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "The charts' font could not be put into the directory of temporary files", e);
        } catch (FontFormatException e) {
            throw new IllegalStateException("The charts' font is broken", e);
        } catch (LinkageError | InternalError e) {
            throw new PermanentException(
                    "This JVM cannot draw charts: " + e.getMessage()
                            + ". Give it libfreetype and the module java.desktop, or the report chart none",
                    e);
        }
    }

    /** Every logical font of Java is this one. */
    private static String configuration(Path file) {
        return Stream.of("serif", "sansserif", "monospaced", "dialog", "dialoginput")
                .flatMap(family -> Stream.of("plain", "bold", "italic", "bolditalic")
                        .map(style -> String.format(Locale.ROOT, "%s.%s.default=%s%n", family, style, NAME)))
                .collect(Collectors.joining(
                        "",
                        "version=1\nsequence.allfonts=default\nallfonts.default=" + NAME + "\n",
                        "filename.DejaVu_Sans=" + file + "\n"));
    }
}
