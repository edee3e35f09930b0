/**
 * What the query engine's child JVM and its parent say to one another: JSON frames, one a line, over the child's
 * standard input ({@link dev.caravan.local.child.trino.wire.ParentFrame}) and output
 * ({@link dev.caravan.local.child.trino.wire.ChildFrame}). Needs Jackson alone, so that both sides can load it.
 */
package dev.caravan.local.child.trino.wire;
