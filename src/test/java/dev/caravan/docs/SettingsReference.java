package dev.caravan.docs;

import dev.caravan.settings.Definition;
import dev.caravan.settings.Definitions;
import dev.caravan.settings.Section;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Every key with its type, default and meaning, as the definitions say. */
final class SettingsReference {

    private static final List<String> COLUMNS = List.of("Key", "Value", "Default", "Read by", "Meaning");

    private SettingsReference() {}

    static String text() {
        return Definitions.SECTIONS.stream().map(SettingsReference::section).collect(Collectors.joining("\n"));
    }

    private static String section(Section section) {
        return "### " + section.title() + "\n\n"
                + (section.note().isEmpty() ? "" : capitalised(section.note()) + ".\n\n")
                + new MarkdownTable(
                                COLUMNS,
                                section.definitions().stream()
                                        .map(SettingsReference::row)
                                        .toList())
                        .text();
    }

    private static List<String> row(Definition definition) {
        return List.of(
                "`" + definition.key() + "`",
                definition.type().name(),
                definition.fallback().isEmpty() ? "" : "`" + definition.fallback() + "`",
                reader(definition.reader()),
                definition.comment());
    }

    private static String reader(Definition.Reader reader) {
        return switch (reader) {
            case CARAVAN -> "Caravan";
            case CAMEL -> "Camel";
            case SHIPPED_ROUTES -> "the shipped routes";
        };
    }

    private static String capitalised(String text) {
        return text.substring(0, 1).toUpperCase(Locale.ROOT) + text.substring(1);
    }
}
