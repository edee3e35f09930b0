package dev.caravan.settings;

import java.util.stream.Collectors;

/** The {@code application.properties} that a new project begins with: every defined key with its default and a comment. */
public final class ShippedFile {

    private static final int WIDTH = 120;
    private static final String HEAD =
            "Settings of Caravan and of the routes in routes/. Each key can also be set by an environment variable"
                    + " (kafka.brokers: KAFKA_BROKERS) or with --set key=value; one that is left out has the value shown"
                    + " here. Credentials never stand here: they come from AWS's default chain.";

    private ShippedFile() {}

    public static String text() {
        return comment(HEAD)
                + Definitions.SECTIONS.stream().map(ShippedFile::section).collect(Collectors.joining());
    }

    private static String section(Section section) {
        StringBuilder text = new StringBuilder(
                "\n# --- " + section.title() + (section.note().isEmpty() ? "" : ": " + section.note()) + " ---\n");
        String above = "";
        for (Definition definition : section.definitions()) {
            if (!definition.comment().equals(above)) {
                text.append(comment(definition.comment()));
            }
            above = definition.comment();
            text.append(definition.key())
                    .append('=')
                    .append(definition.fallback())
                    .append('\n');
        }
        return text.toString();
    }

    /** In lines of {@value #WIDTH} characters at most. */
    private static String comment(String sentence) {
        StringBuilder text = new StringBuilder();
        StringBuilder line = new StringBuilder("#");
        for (String word : sentence.split(" ", -1)) {
            if (line.length() + 1 + word.length() > WIDTH) {
                text.append(line).append('\n');
                line = new StringBuilder("#");
            }
            line.append(' ').append(word);
        }
        return text.append(line).append('\n').toString();
    }
}
