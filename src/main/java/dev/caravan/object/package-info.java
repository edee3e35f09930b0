/**
 * Objects of a batch in S3: keys that cannot be invalid, deterministic gzip, and the one way in which an object comes
 * into being: created if absent, so that a replay meets its own object and nobody overwrites another's.
 *
 * <p>Only {@link dev.caravan.object.S3Bucket} knows Camel.
 */
package dev.caravan.object;
