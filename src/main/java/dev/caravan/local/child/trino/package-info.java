/**
 * The child JVM of the query engine: Trino's own parser, analyser, planner and operators over the {@linkplain
 * dev.caravan.local.child.trino.lake lake connector}, driven by frames of {@link dev.caravan.local.child.trino.wire}.
 * Runs several queries at once; ends with its parent.
 */
package dev.caravan.local.child.trino;
