/**
 * S3 inside this JVM: S3Proxy over plain files, each object one file {@code objects/BUCKET/KEY}, so that a query engine
 * reads them directly. An object is moved into place when it is whole, so that nobody sees the half of it and
 * If-None-Match: * holds under concurrency. Added here are the bucket documents (policy, lifecycle, tags, …), which
 * S3Proxy answers with 501.
 */
package dev.caravan.local.s3;
