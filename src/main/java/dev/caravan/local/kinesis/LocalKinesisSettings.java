package dev.caravan.local.kinesis;

import dev.caravan.local.protocol.Credentials;
import dev.caravan.local.protocol.Faults;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;

/**
 * How the local Kinesis is started.
 *
 * @param port the port on 127.0.0.1, 0 for a free one
 * @param credentials the only key pair that is accepted
 * @param region the region in ARNs; a client may sign for any
 * @param accountId the account in ARNs, 12 digits
 * @param dataDirectory where streams outlive the process; empty keeps them in memory
 * @param clock tells arrival times, retention and the age of iterators and signatures
 * @param faults what goes wrong on purpose
 */
public record LocalKinesisSettings(
        int port,
        Credentials credentials,
        String region,
        String accountId,
        Optional<Path> dataDirectory,
        Clock clock,
        Faults faults) {

    public LocalKinesisSettings {
        if (port < 0 || port > 65_535) {
            throw new IllegalArgumentException("A port is 0 to 65535, not " + port + ".");
        }
        if (!accountId.matches("\\d{12}")) {
            throw new IllegalArgumentException("An AWS account id has 12 digits, unlike '" + accountId + "'.");
        }
        if (region.isBlank()) {
            throw new IllegalArgumentException("The local Kinesis needs a region for its ARNs.");
        }
    }

    /** A free port, memory only, the system's clock, no faults. */
    public static LocalKinesisSettings of(Credentials credentials, String region) {
        return new LocalKinesisSettings(
                0, credentials, region, "000000000000", Optional.empty(), Clock.systemUTC(), Faults.none());
    }

    /** The same on another port. */
    public LocalKinesisSettings withPort(int other) {
        return new LocalKinesisSettings(other, credentials, region, accountId, dataDirectory, clock, faults);
    }

    /** The same with streams that outlive the process. */
    public LocalKinesisSettings withDataDirectory(Path directory) {
        return new LocalKinesisSettings(port, credentials, region, accountId, Optional.of(directory), clock, faults);
    }

    /** The same with another clock. */
    public LocalKinesisSettings withClock(Clock other) {
        return new LocalKinesisSettings(port, credentials, region, accountId, dataDirectory, other, faults);
    }

    /** The same with faults. */
    public LocalKinesisSettings withFaults(Faults other) {
        return new LocalKinesisSettings(port, credentials, region, accountId, dataDirectory, clock, other);
    }
}
