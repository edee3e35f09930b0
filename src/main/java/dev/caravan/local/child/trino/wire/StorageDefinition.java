package dev.caravan.local.child.trino.wire;

import java.util.Map;

/**
 * Where objects lie and how they are read.
 *
 * @param location {@code s3://BUCKET/PREFIX}; null if the catalog has none
 * @param inputFormat class name of Hive's input format; null if the catalog has none
 * @param serde class name of the serialisation library; null if the catalog has none
 * @param parameters of the serialisation library
 */
public record StorageDefinition(String location, String inputFormat, String serde, Map<String, String> parameters) {
    public StorageDefinition {
        parameters = parameters == null ? Map.of() : Map.copyOf(parameters);
    }
}
