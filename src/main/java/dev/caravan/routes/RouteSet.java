package dev.caravan.routes;

import dev.caravan.settings.SecretName;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.camel.spi.Resource;

/**
 * The files of routes and the files that they name, as they were at one look; immutable. Two are equal if they have the
 * same files with the same bytes.
 */
public final class RouteSet implements Look {

    private final SortedMap<Path, byte[]> contents;
    private final SortedSet<Path> routes;
    private final String digest;

    /**
     * @param routes files with routes
     * @param named other files
     */
    RouteSet(Map<Path, byte[]> routes, Map<Path, byte[]> named) {
        this.routes = new TreeSet<>(routes.keySet());
        this.contents = new TreeMap<>(named);
        this.contents.putAll(routes);
        this.digest = digest();
    }

    private String digest() {
        MessageDigest sha = sha256();
        contents.forEach((path, bytes) -> {
            sha.update((path + "\n" + bytes.length + "\n").getBytes(StandardCharsets.UTF_8));
            sha.update(bytes);
        });
        return HexFormat.of().formatHex(sha.digest());
    }

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }

    /** Files with routes, by name. */
    SortedSet<Path> routes() {
        return new TreeSet<>(routes);
    }

    /** Ids of the secrets of a vault that files with routes name, each once. */
    public Set<String> secrets() {
        Set<String> ids = new TreeSet<>();
        routes.forEach(file -> SecretName.in(text(file)).forEach(name -> ids.add(name.id())));
        return ids;
    }

    String text(Path file) {
        return new String(contents.get(file), StandardCharsets.UTF_8);
    }

    /** Empty if the file was not there, or is none of these. */
    Optional<byte[]> content(Path file) {
        return Optional.ofNullable(contents.get(file)).map(byte[]::clone);
    }

    /** Files with routes whose bytes differ, or that only one of the two has. */
    Set<Path> routesThatDifferFrom(RouteSet other) {
        Set<Path> all = routes();
        all.addAll(other.routes);
        all.removeIf(file -> Arrays.equals(contents.get(file), other.contents.get(file)));
        return all;
    }

    /** What Camel loads all routes from, with the files' names in its messages. */
    List<Resource> resources() {
        return resources(routes);
    }

    /** Of some of the files. */
    List<Resource> resources(Set<Path> files) {
        List<Resource> resources = new ArrayList<>();
        for (Path file : routes) {
            if (files.contains(file)) {
                resources.add(new HeldResource("file:" + file, contents.get(file)));
            }
        }
        return resources;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof RouteSet set && set.digest.equals(digest);
    }

    @Override
    public int hashCode() {
        return digest.hashCode();
    }
}
