/**
 * Glue's data catalog: the {@code glue:} component starts a crawler, waits until it is done, and says which tables and
 * partitions changed. A crawler that runs already is not an error: it runs once more, or is joined.
 */
package dev.caravan.catalog;
