/**
 * The Data Catalog behind the embedded Glue: databases, tables and table partitions as immutable records in AWS's own
 * shapes, held by {@link dev.caravan.local.glue.catalog.GlueCatalog}.
 *
 * <p>Contract: every read sees one consistent state without a lock; every change is validated, written to the catalog
 * file (when there is one) and only then visible; a change that fails leaves nothing behind. Errors are
 * {@link dev.caravan.local.glue.catalog.CatalogException}s that carry AWS's error name. Names of databases and tables
 * are folded to lower case, as AWS does. Knows neither HTTP nor S3.
 */
package dev.caravan.local.glue.catalog;
