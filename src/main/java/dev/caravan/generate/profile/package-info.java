/**
 * What a file of {@code generator/} says: the shape of the records, how many, how fast, to where, and which shares of
 * them are bad, repeated or late. Reads YAML strictly (an unknown key is an error) and reports all problems at once.
 * Knows nothing of sending.
 */
package dev.caravan.generate.profile;
