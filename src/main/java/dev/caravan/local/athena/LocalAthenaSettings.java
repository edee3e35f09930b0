package dev.caravan.local.athena;

import dev.caravan.local.process.LocalDirectory;
import dev.caravan.local.protocol.Credentials;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Objects;

/**
 * How Athena is started.
 *
 * @param port on loopback; 0 for a free one
 * @param credentials the only key pair that is accepted
 * @param local where the query engine's jars lie
 * @param buckets the directory that holds the buckets of the local S3, which the engine reads
 * @param data the directory for work groups, logs and results on their way
 */
public record LocalAthenaSettings(
        int port, Credentials credentials, Clock clock, LocalDirectory local, Path buckets, Path data) {
    public LocalAthenaSettings {
        Objects.requireNonNull(credentials, "credentials");
        Objects.requireNonNull(clock, "clock");
        Objects.requireNonNull(local, "local");
        Objects.requireNonNull(buckets, "buckets");
        Objects.requireNonNull(data, "data");
    }
}
