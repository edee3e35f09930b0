/**
 * What is in an object: its compression, its format and the Hive types of its records, found out from a bounded sample
 * of its bytes.
 *
 * <p>Contract: pure. {@link dev.caravan.local.glue.infer.FileClassifier} reads byte ranges through
 * {@link dev.caravan.local.glue.infer.ObjectBytes} and answers a {@link dev.caravan.local.glue.infer.FileContent};
 * types form a lattice ({@link dev.caravan.local.glue.infer.HiveType#union}), so the schema of many objects does not
 * depend on who comes first, but for the order of columns. Content decides, never the object's name.
 */
package dev.caravan.local.glue.infer;
