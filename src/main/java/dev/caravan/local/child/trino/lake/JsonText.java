package dev.caravan.local.child.trino.lake;

/**
 * A JSON string, number or boolean as it is written.
 *
 * @param quoted whether it is a string
 */
record JsonText(String text, boolean quoted) {}
