package dev.caravan.local.glue.crawl;

import dev.caravan.local.glue.crawl.FolderGroup.Leaf;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The partition keys of a table and the values of its partitions. A level whose folders are all {@code key=value} of
 * one key is named by it, in lower case; any other level is {@code partition_N}, N counted from 0 at the table.
 */
record PartitionKeys(List<String> names, List<Boolean> hive) {
    private static final Pattern BAD_ESCAPE = Pattern.compile("%(?![0-9A-Fa-f]{2})");

    static PartitionKeys of(FolderGroup group) {
        List<String> names = new ArrayList<>();
        List<Boolean> hive = new ArrayList<>();
        for (int level = 0; level < group.depth(); level++) {
            int at = level;
            List<Optional<String>> keys = group.leaves().stream()
                    .map(leaf -> hiveKey(folders(group, leaf)[at]))
                    .distinct()
                    .toList();
            Optional<String> key = keys.size() == 1 ? keys.get(0) : Optional.empty();
            boolean named = key.isPresent() && !names.contains(key.get());
            names.add(named ? key.get() : "partition_" + level);
            hive.add(named);
        }
        return new PartitionKeys(List.copyOf(names), List.copyOf(hive));
    }

    /** The values of a partition: what follows {@code key=}, unescaped as Hive escapes it, or the folder's name. */
    List<String> values(FolderGroup group, Leaf leaf) {
        String[] folders = folders(group, leaf);
        List<String> values = new ArrayList<>();
        for (int level = 0; level < names.size(); level++) {
            String folder = folders[level];
            values.add(hive.get(level) ? unescaped(folder.substring(folder.indexOf('=') + 1)) : folder);
        }
        return values;
    }

    private static String[] folders(FolderGroup group, Leaf leaf) {
        return leaf.prefix().substring(group.prefix().length()).split("/", -1);
    }

    private static Optional<String> hiveKey(String folder) {
        int equals = folder.indexOf('=');
        return equals > 0 ? Optional.of(folder.substring(0, equals).toLowerCase(Locale.ROOT)) : Optional.empty();
    }

    static String unescaped(String value) {
        String safe = BAD_ESCAPE.matcher(value).replaceAll("%25").replace("+", "%2B");
        return URLDecoder.decode(safe, StandardCharsets.UTF_8);
    }
}
