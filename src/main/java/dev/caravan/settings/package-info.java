/**
 * Turns {@code application.properties}, environment variables and {@code --set key=value} into one validated whole; all
 * problems are reported at once, each with key, value, what was expected and where it was set.
 */
package dev.caravan.settings;
