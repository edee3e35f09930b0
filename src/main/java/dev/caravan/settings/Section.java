package dev.caravan.settings;

import static java.util.Objects.requireNonNull;

import java.util.List;

/**
 * Keys that belong together.
 *
 * @param note what holds for all of them; empty for nothing
 */
public record Section(String title, String note, List<Definition> definitions) {

    public Section {
        requireNonNull(title, "title");
        requireNonNull(note, "note");
        definitions = List.copyOf(definitions);
    }

    static Section of(String title, String note, Definition... definitions) {
        return new Section(title, note, List.of(definitions));
    }
}
