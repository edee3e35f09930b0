/**
 * Turns defaults, {@code application.properties}, its profiles, environment variables and {@code --set key=value} into one
 * validated whole; all problems are reported at once, each with key, value, what was expected and where it was set.
 *
 * <p>{@link dev.caravan.settings.Definitions} is the one list of keys: defaults, checks, the shipped file and the
 * documentation are made from it. A secret is never in a message, a table or a {@code toString}.
 */
package dev.caravan.settings;
