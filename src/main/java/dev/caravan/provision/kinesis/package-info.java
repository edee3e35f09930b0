/** Kinesis streams: made, changed and removed. */
package dev.caravan.provision.kinesis;
