/**
 * The {@code kafka-batch:} component: batches of one topic with pinned boundaries as a source, and one Kafka transaction
 * from topic to topic.
 *
 * <p>A consumer endpoint runs one thread for each of its {@code consumers}; that thread alone touches its KafkaConsumer
 * and the state of its partitions. Pins and acknowledgements are committed offsets with the pin's text as metadata.
 * Classic group protocol only: the newer one accepted a commit of a consumer that had left the group.
 */
package dev.caravan.source.kafka;
