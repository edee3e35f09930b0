package dev.caravan.local.child.trino.wire;

/**
 * A column of a result as Athena's ResultSetMetadata describes it.
 *
 * @param type Athena's name, for example varchar, bigint, float or "timestamp with time zone"
 */
public record ResultColumn(String name, String type, int precision, int scale) {}
