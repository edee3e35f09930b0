package dev.caravan.local.glue.catalog;

import java.util.Map;

/**
 * How records are read from an object.
 *
 * @param name may be null
 * @param serializationLibrary a Hive SerDe class name, for example {@code org.openx.data.jsonserde.JsonSerDe}; may be
 *     null
 * @param parameters the SerDe's own parameters, for example {@code paths} or {@code field.delim}
 */
public record SerdeInfo(String name, String serializationLibrary, Map<String, String> parameters) {
    public SerdeInfo {
        parameters = Fields.sorted(parameters);
    }
}
