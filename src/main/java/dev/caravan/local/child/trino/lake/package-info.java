/**
 * A small read-only Trino connector over a data lake: tables come from a {@link
 * dev.caravan.local.child.trino.lake.LakeCatalog}, rows from the files below the directory that holds the buckets.
 * One split is one object; partitions are pruned before any object is listed. What cannot be read rightly is refused.
 */
package dev.caravan.local.child.trino.lake;
