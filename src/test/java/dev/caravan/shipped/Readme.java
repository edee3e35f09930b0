package dev.caravan.shipped;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The README's text and its fenced blocks. */
public final class Readme {

    private Readme() {}

    static String text() throws IOException {
        return Files.readString(Path.of("README.md"));
    }

    /** The blocks of a language, such as {@code sh}, below a heading of the second level, in their order. */
    public static List<String> blocks(String heading, String language) throws IOException {
        Matcher section = Pattern.compile("(?ms)^## " + Pattern.quote(heading) + "\n(.*?)(?=^## |\\z)")
                .matcher(text());
        assertThat(section.find()).as("README.md has the heading %s", heading).isTrue();
        return Pattern.compile("(?s)```" + language + "\n(.*?)\n```")
                .matcher(section.group(1))
                .results()
                .map(block -> block.group(1))
                .toList();
    }
}
