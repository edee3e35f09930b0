package dev.caravan.routes;

import static java.util.Objects.requireNonNull;

import dev.caravan.source.RouteFingerprint;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apache.camel.CamelContext;
import org.apache.camel.model.ModelCamelContext;
import org.apache.camel.model.RouteDefinition;

/**
 * Files of routes from which a context could make its routes. For each route there is a digest of all that defines it:
 * what the fingerprint of its pins covers, its source's own options, and the files that it names.
 */
public final class Edition {

    private final RouteSet files;
    private final RouteItems items;
    private final Map<String, String> digests;

    private Edition(RouteSet files, RouteItems items, Map<String, String> digests) {
        this.files = files;
        this.items = items;
        this.digests = Map.copyOf(digests);
    }

    /**
     * Reads it off a context whose routes are made, and need not be started.
     *
     * @param context that was made from these files
     */
    public static Edition of(RouteSet files, RouteFolder folder, CamelContext context) {
        requireNonNull(files, "files");
        RouteItems items = new RouteItems(files);
        Map<String, String> digests = new TreeMap<>();
        for (RouteDefinition route : ((ModelCamelContext) context).getRouteDefinitions()) {
            String id = route.getRouteId();
            String definition = RouteFingerprint.of(context, id) + "\n" + items.text(id);
            digests.put(id, digest(definition, folder.named(), files));
        }
        return new Edition(files, items, digests);
    }

    private static String digest(String definition, NamedFiles named, RouteSet files) {
        MessageDigest sha = RouteSet.sha256();
        sha.update(definition.getBytes(StandardCharsets.UTF_8));
        for (Path file : named.in(definition)) {
            files.content(file).ifPresent(sha::update);
        }
        return HexFormat.of().formatHex(sha.digest(), 0, 8);
    }

    RouteSet files() {
        return files;
    }

    RouteItems items() {
        return items;
    }

    /** What keeps it from taking the place of another one while that runs. */
    List<String> problems() {
        return items.problems();
    }

    /** By route. */
    Map<String, String> digests() {
        return digests;
    }

    /** The same without what it said of some routes, which do not run as it says. */
    Edition without(Set<String> routes) {
        Map<String, String> others = new TreeMap<>(digests);
        others.keySet().removeAll(routes);
        return new Edition(files, items, others);
    }
}
