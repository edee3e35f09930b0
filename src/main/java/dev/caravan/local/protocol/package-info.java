/**
 * A small HTTP server for AWS's JSON 1.0, JSON 1.1 and CBOR 1.1 protocols, on loopback only.
 *
 * <p>{@link dev.caravan.local.protocol.AwsJsonServer} speaks HTTP/1.1 and clear-text HTTP/2, verifies Signature
 * Version 4 and hands each request to the {@link dev.caravan.local.protocol.AwsOperation} named by its
 * {@code X-Amz-Target} header. An operation reads an {@link dev.caravan.local.protocol.AwsInput} and returns an
 * object node; it never learns whether the client spoke JSON or CBOR: in what it returns, a blob is a binary node
 * and a timestamp is a {@link java.time.Instant} in a POJO node. It refuses a request by throwing an
 * {@link dev.caravan.local.protocol.AwsError}.
 *
 * <p>Source of the wire forms: AWS's Smithy specifications of awsJson1_0, awsJson1_1 and Signature Version 4.
 */
package dev.caravan.local.protocol;
