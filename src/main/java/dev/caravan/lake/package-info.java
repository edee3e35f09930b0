/**
 * The {@code lake:} component: a batch becomes compressed objects in Hive partitions of an S3 bucket.
 *
 * <p>Contract: the bytes of an object depend only on the batch and the endpoint's options; a replay meets its own
 * objects; when the step returns, every record that was neither rejected nor filtered is durable; a batch that leaves no
 * object leaves a manifest. Camel types stay in {@code LakeComponent}, {@code LakeEndpoint} and {@code LakeProducer}.
 */
package dev.caravan.lake;
