package dev.caravan.local.glue.catalog;

import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** What the records' constructors share: absent collections become empty, maps are sorted, names are checked. */
final class Fields {
    private static final int MAX_NAME_LENGTH = 255;

    private Fields() {}

    static <T> List<T> listOf(List<T> values) {
        return values == null ? List.of() : List.copyOf(values);
    }

    static Map<String, String> sorted(Map<String, String> parameters) {
        return parameters == null ? Map.of() : Collections.unmodifiableMap(new TreeMap<>(parameters));
    }

    static String checkedName(String what, String name) {
        if (name == null || name.isBlank()) {
            throw CatalogException.invalidInput(what + " name is missing or blank.");
        }
        if (name.length() > MAX_NAME_LENGTH || name.chars().anyMatch(Character::isISOControl)) {
            throw CatalogException.invalidInput(
                    what + " name '" + name + "' must be a single line of at most " + MAX_NAME_LENGTH + " characters.");
        }
        return name;
    }

    /** Hive knows no upper case in the names of databases and tables. */
    static String foldedName(String what, String name) {
        return checkedName(what, name).toLowerCase(Locale.ROOT);
    }
}
