/** Kafka topics: made, changed and removed. They carry no tags. */
package dev.caravan.provision.kafka;
