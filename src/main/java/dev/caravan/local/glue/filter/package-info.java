/**
 * Conditions on partition keys, as {@code GetPartitions} takes them: a small part of SQL's WHERE clause.
 *
 * <p>Contract: pure; what is not understood is refused with the position, never answered as if it were true.
 */
package dev.caravan.local.glue.filter;
