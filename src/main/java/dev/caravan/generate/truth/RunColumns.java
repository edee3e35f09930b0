package dev.caravan.generate.truth;

/**
 * Which fields play which part; null where the profile has none.
 *
 * @param id the UUID field
 * @param group the field that good records are counted by
 * @param time the event time
 */
public record RunColumns(String id, String group, String time) {}
