/**
 * Athena's API (JSON 1.1) on loopback: query executions, results, work groups and the catalog's metadata. Queries are
 * run by Trino itself in a child JVM, DDL by the Glue catalog. An operation or statement that is not here is refused,
 * never answered wrongly.
 */
package dev.caravan.local.athena;
