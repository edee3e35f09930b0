package dev.caravan.observe;

import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

/**
 * Names under which a browser may ask. A page of another origin whose name is made to lead to this machine (DNS rebinding)
 * would otherwise pass for ours: it asks under its own name.
 */
public final class KnownHosts {

    private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");

    private final Set<String> names;

    /** @param more besides those of loopback, without a port */
    public KnownHosts(Set<String> more) {
        this.names = new TreeSet<>(LOOPBACK);
        more.forEach(name -> names.add(name.toLowerCase(Locale.ROOT)));
    }

    /** @param host of a request, without its port */
    boolean has(String host) {
        return names.contains(host.toLowerCase(Locale.ROOT));
    }
}
