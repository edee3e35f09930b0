/**
 * An Apache Kafka broker of one node (KRaft, broker and controller in one) inside this JVM, on loopback, with its log
 * in a directory that it can be started on again.
 */
package dev.caravan.local.kafka;
