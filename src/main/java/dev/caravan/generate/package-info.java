/**
 * The data generator behind {@code generator/*.yaml}: sends a profile's records to Kinesis and Kafka and returns the
 * truth about what was sent. The same seed and start give the same bytes. Verification is in {@code generate.verify}.
 */
package dev.caravan.generate;
