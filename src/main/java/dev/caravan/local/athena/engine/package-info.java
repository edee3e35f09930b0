/**
 * The query engine as the rest of Athena's stand-in sees it: one child JVM with Trino, started again when it died,
 * several statements at once, rows handed on page by page. It asks the Glue catalog for what a statement needs.
 */
package dev.caravan.local.athena.engine;
