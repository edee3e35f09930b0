/**
 * The SQL box: one statement that only reads, with a limit of rows and of time.
 *
 * <p>Nothing is written by what passes {@link dev.caravan.page.query.ReadOnlyStatement}: Athena's grammar has no statement
 * that writes and begins with one of the words it lets through, and it looks into the only one, EXPLAIN, that has another
 * statement inside.
 */
package dev.caravan.page.query;
