package dev.caravan.provision.resource;

import static java.util.Objects.requireNonNull;

import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A DynamoDB table that a route writes items to, billed by the request.
 *
 * @param key attribute of type string
 * @param ttl attribute after whose time an item goes
 * @param stream DynamoDB's StreamViewType, where its changes are to be had as a stream
 * @param pointInTimeRecovery whether it can be put back to any second of the last 35 days
 */
public record ItemTable(
        String name, String key, Optional<String> ttl, Optional<String> stream, boolean pointInTimeRecovery)
        implements Resource {

    public ItemTable {
        requireNonNull(name, "name");
        requireNonNull(key, "key");
        requireNonNull(ttl, "ttl");
        requireNonNull(stream, "stream");
    }

    @Override
    public String kind() {
        return "table";
    }

    @Override
    public String wanted() {
        return Stream.of(
                        Optional.of("key " + key),
                        ttl.map(attribute -> "expires by " + attribute),
                        stream.map(view -> "stream of " + view),
                        Optional.of("point-in-time recovery").filter(ignored -> pointInTimeRecovery))
                .flatMap(Optional::stream)
                .collect(Collectors.joining(", "));
    }
}
