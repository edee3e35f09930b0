package dev.caravan.settings;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Every key that Caravan and its shipped routes read: the one place that a new key is added to. The shipped
 * {@code application.properties}, {@code docs/configuration.md}, the defaults and the checks come from here.
 */
public final class Definitions {

    /** In the order of the file. */
    public static final List<Section> SECTIONS = Stream.of(
                    ProcessSections.ALL.stream(),
                    SourceSections.ALL.stream(),
                    SinkSections.ALL.stream(),
                    ReportSections.ALL.stream(),
                    MailSections.ALL.stream(),
                    SetupSections.ALL.stream())
            .flatMap(sections -> sections)
            .toList();

    private static final Map<String, Definition> BY_KEY = byKey();

    private Definitions() {}

    /** All of them by their key. */
    public static Map<String, Definition> all() {
        return BY_KEY;
    }

    static Optional<Definition> find(String key) {
        return Optional.ofNullable(BY_KEY.get(key));
    }

    private static Map<String, Definition> byKey() {
        Map<String, Definition> definitions = new TreeMap<>();
        SECTIONS.forEach(section -> section.definitions().forEach(definition -> {
            if (definitions.put(definition.key(), definition) != null) {
                throw new IllegalStateException(definition.key() + " is defined twice");
            }
        }));
        return Map.copyOf(definitions);
    }
}
