package dev.caravan.faults;

/** The records of one producer, one after the other. */
@FunctionalInterface
interface Workload {

    /** @param id also the key of the record in Kafka */
    record Made(String id, byte[] bytes) {}

    Made next();
}
