/**
 * Steps on the records of a batch: {@code records:validate}, {@code records:select}, {@code records:set}, and the way
 * back from a {@code split} into single records to a batch.
 *
 * <p>Each step is a pure function of one record and its batch, so that a replay makes the same bytes.
 */
package dev.caravan.transform;
