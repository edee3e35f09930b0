/**
 * Sends generated records to a Kinesis stream or a Kafka topic and says of each record what became of it. Nothing
 * counts as sent before the target has confirmed it; failed records are sent again; buffers and calls in flight are
 * bounded.
 */
package dev.caravan.generate.send;
