package dev.caravan.local.glue;

import dev.caravan.local.glue.catalog.CatalogException;
import dev.caravan.local.glue.catalog.JsonFile;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Tags of crawlers and databases, by the resource part of their ARN. Thread-safe; durable with a directory. */
final class Tags {
    private static final String FILE_NAME = "glue-tags.json";
    private static final int MAX_TAGS = 50;

    /** The tags as they lie on disk. */
    record Document(Map<String, Map<String, String>> tags) {}

    private final Optional<JsonFile<Document>> file;
    private Map<String, Map<String, String>> tags = Map.of();

    /** Reads the tags of a directory; null keeps them in memory only. */
    Tags(Path directory) {
        file = Optional.ofNullable(directory).map(path -> new JsonFile<>(path.resolve(FILE_NAME), Document.class));
        file.flatMap(JsonFile::read).ifPresent(document -> tags = document.tags());
    }

    static String crawler(String name) {
        return "crawler/" + name;
    }

    static String database(String name) {
        return "database/" + name;
    }

    synchronized Map<String, String> of(String resource) {
        return tags.getOrDefault(resource, Map.of());
    }

    synchronized void add(String resource, Map<String, String> added) {
        Map<String, String> all = new TreeMap<>(of(resource));
        all.putAll(added);
        if (all.size() > MAX_TAGS) {
            throw CatalogException.invalidInput(resource + " would have more than " + MAX_TAGS + " tags.");
        }
        if (!added.isEmpty()) {
            put(resource, all);
        }
    }

    synchronized void remove(String resource, Collection<String> keys) {
        Map<String, String> rest = new TreeMap<>(of(resource));
        rest.keySet().removeAll(keys);
        put(resource, rest);
    }

    /** Drops all tags of a resource that was deleted. */
    synchronized void forget(String resource) {
        if (tags.containsKey(resource)) {
            put(resource, Map.of());
        }
    }

    private void put(String resource, Map<String, String> its) {
        Map<String, Map<String, String>> next = new TreeMap<>(tags);
        if (its.isEmpty()) {
            next.remove(resource);
        } else {
            next.put(resource, its);
        }
        file.ifPresent(document -> document.write(new Document(next)));
        tags = next;
    }
}
