package dev.caravan.local.glue.crawl;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/** A folder of a target with the objects directly in it and its folders by name: keys cut at their slashes. */
final class Folder {
    private final String prefix;
    private final List<LakeObject> objects = new ArrayList<>();
    private final SortedMap<String, Folder> folders = new TreeMap<>();

    private Folder(String prefix) {
        this.prefix = prefix;
    }

    /** The tree of a target; objects are in the order of their keys. */
    static Folder tree(String prefix, List<LakeObject> sortedObjects) {
        Folder root = new Folder(prefix);
        for (LakeObject object : sortedObjects) {
            Folder folder = root;
            int from = prefix.length();
            for (int slash = object.key().indexOf('/', from);
                    slash >= 0;
                    slash = object.key().indexOf('/', from)) {
                String child = object.key().substring(0, slash + 1);
                folder = folder.folders.computeIfAbsent(object.key().substring(from, slash), name -> new Folder(child));
                from = slash + 1;
            }
            folder.objects.add(object);
        }
        return root;
    }

    /** The key prefix of what is in it: empty for a bucket, else ending with a slash. */
    String prefix() {
        return prefix;
    }

    List<LakeObject> objects() {
        return objects;
    }

    Collection<Folder> folders() {
        return folders.values();
    }

    /** The last name of the prefix, empty for a bucket. */
    String name() {
        String path = prefix.isEmpty() ? "" : prefix.substring(0, prefix.length() - 1);
        return path.substring(path.lastIndexOf('/') + 1);
    }

    /** How many folders deep it is, counted as AWS's table level: 1 for the bucket. */
    int level() {
        return 1 + (int) prefix.chars().filter(c -> c == '/').count();
    }

    /** This folder and all below. */
    Stream<Folder> all() {
        return Stream.concat(Stream.of(this), folders.values().stream().flatMap(Folder::all));
    }
}
