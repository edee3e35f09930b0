package dev.caravan.local.child.trino.lake;

import io.trino.spi.TrinoException;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/**
 * How the names in JSON become names of columns and struct fields, by the properties of the OpenX SerDe: without case
 * unless {@code case.insensitive} is false, with {@code _} for dots if {@code dots.in.keys} is true, and
 * {@code mapping.COLUMN} naming another key.
 */
final class JsonNames {
    private static final String MAPPING = "mapping.";

    private final boolean ignoringCase;
    private final boolean dots;
    private final Map<String, String> columnByKey = new HashMap<>();

    JsonNames(Map<String, String> properties) {
        ignoringCase = Boolean.parseBoolean(properties.getOrDefault("case.insensitive", "true"));
        dots = Boolean.parseBoolean(properties.getOrDefault("dots.in.keys", "false"));
        properties.forEach((property, key) -> {
            if (property.startsWith(MAPPING)) {
                columnByKey.put(
                        folded(key), property.substring(MAPPING.length()).toLowerCase(Locale.ROOT));
            }
        });
    }

    /** @throws TrinoException HIVE_CURSOR_ERROR if two keys become the same name */
    Map<String, Object> normalised(Map<?, ?> object) {
        Map<String, Object> byName = new HashMap<>();
        object.forEach((key, value) -> {
            String folded = folded((String) key);
            String mapped = columnByKey.get(folded);
            if (mapped == null && columnByKey.containsValue(folded)) {
                return; // a mapped column is read from its key alone
            }
            String name = mapped != null ? mapped : dots ? folded.replace('.', '_') : folded;
            if (byName.containsKey(name)) {
                throw new TrinoException(
                        LakeError.HIVE_CURSOR_ERROR,
                        "Row is not a valid JSON Object - JSONException: Duplicate key \"" + name + "\"");
            }
            byName.put(name, value);
        });
        return byName;
    }

    private String folded(String key) {
        return ignoringCase ? key.toLowerCase(Locale.ROOT) : key;
    }
}
