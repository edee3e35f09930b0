/**
 * One crawl: objects of S3 targets become tables and partitions of the catalog, as AWS's crawlers make them.
 *
 * <p>Contract: {@link dev.caravan.local.glue.crawl.Crawl} lists the targets, samples objects in parallel, groups
 * folders into tables and changes the catalog in one write. The same objects give the same tables, whatever the order
 * of the listing. Names that begin with {@code _} or {@code .} are hidden, as Hive has it. What cannot be read is left
 * out and named in the {@link dev.caravan.local.glue.crawl.CrawlResult}.
 *
 * <p>How folders become tables (AWS: "How does a crawler determine when to create partitions?"): folders whose objects
 * have one format, one compression and similar columns are partitions of the folder above them, level by level; where
 * they differ, each folder is a table of its own, and where the objects of one folder differ, each object is. One thing
 * is more lenient than AWS: JSON and Parquet objects of one folder, or of folders named {@code key=value}, are joined
 * whatever their columns, since sparse records are no reason for a table an object.
 */
package dev.caravan.local.glue.crawl;
