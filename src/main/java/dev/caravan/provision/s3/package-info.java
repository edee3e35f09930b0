/** Buckets: made, made private, emptied with every version, and removed. */
package dev.caravan.provision.s3;
