package dev.caravan.observe;

import static java.util.Objects.requireNonNull;

import io.vertx.core.net.HostAndPort;
import java.util.Optional;

/**
 * Who may ask the management port.
 *
 * @param token what requests have to show; empty if everybody who reaches the port may ask
 * @param hosts names under which to ask; they matter without a token, which no page of another origin has
 */
public record Access(Optional<BearerToken> token, KnownHosts hosts) {

    public Access {
        requireNonNull(token, "token");
        requireNonNull(hosts, "hosts");
    }

    /** @param asked a request's host, null for none */
    boolean knows(HostAndPort asked) {
        return token.isPresent() || (asked != null && hosts.has(asked.host()));
    }

    boolean admits(Optional<String> authorization) {
        return token.isEmpty() || token.get().isIn(authorization);
    }
}
