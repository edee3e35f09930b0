/**
 * S3 inside this JVM: S3Proxy over plain files, each object one file {@code objects/BUCKET/KEY}, so that a query engine
 * reads them directly. What S3Proxy lacks is added here: conditional creates that hold under concurrency, and the
 * bucket documents (policy, lifecycle, tags, …) that it answers with 501.
 */
package dev.caravan.local.s3;
