/**
 * The statements that Athena takes from Hive and that the query engine's grammar rejects: databases, tables, partitions,
 * SHOW and DESCRIBE. They are parsed here and act on the Glue catalog. What is not supported is refused by name.
 */
package dev.caravan.local.athena.ddl;
