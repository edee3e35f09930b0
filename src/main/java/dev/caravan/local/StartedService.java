package dev.caravan.local;

/**
 * One service that has just become ready, for a progress line.
 *
 * @param endpoint a URL for AWS services, {@code host:port} for Kafka and mail
 * @param millis from the beginning of its own start
 */
public record StartedService(LocalService service, String endpoint, long millis) {}
