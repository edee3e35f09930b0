package dev.caravan.local.glue;

import dev.caravan.local.protocol.Credentials;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Objects;

/**
 * How an embedded Glue starts.
 *
 * @param port on 127.0.0.1, 0 for a free one
 * @param credentials the only key pair that is accepted
 * @param clock stamps databases, tables and crawls, and judges the age of signatures
 * @param dataDirectory where catalog, crawlers and tags are kept; null to forget them with the process
 */
public record LocalGlueSettings(int port, Credentials credentials, Clock clock, Path dataDirectory) {
    public LocalGlueSettings {
        Objects.requireNonNull(credentials, "credentials");
        Objects.requireNonNull(clock, "clock");
    }
}
