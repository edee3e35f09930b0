/**
 * What a record is, where it came from, and what a batch of records carries through a route.
 *
 * <p>Values only: no Camel, no AWS SDK, no input or output. A batch's content is a pure function of its records and of
 * the steps put on it; nothing here looks at a clock.
 */
package dev.caravan.record;
