/**
 * Results as Athena keeps them: an object in the result location, CSV for a query and plain text for DDL, written by way
 * of a spool file and read back page by page. Memory use does not grow with the result.
 */
package dev.caravan.local.athena.result;
