package dev.caravan.local.glue.crawl;

import dev.caravan.local.glue.catalog.CatalogState;
import dev.caravan.local.glue.catalog.Table;
import dev.caravan.local.glue.catalog.TablePartition;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * The part of a target that a crawl of new folders only looks at: folders that are neither a table nor a partition of
 * the catalog yet. Folders that fit below a partitioned table are crawled from that table's folder, so that they become
 * its partitions; all others from the target.
 */
final class NewFolders {
    private final List<Table> tables;
    private final Set<String> known = new HashSet<>();

    NewFolders(CatalogState catalog, String database) {
        this.tables = catalog.findDatabase(database).isPresent() ? catalog.tables(database) : List.of();
        for (Table table : tables) {
            if (table.partitionKeys().isEmpty()) {
                known.add(table.storageDescriptor().location());
            }
            catalog.partitions(database, table.name()).stream()
                    .map(TablePartition::location)
                    .forEach(known::add);
        }
    }

    List<Folder> trees(CrawlTarget target, List<LakeObject> objects) {
        Map<String, List<LakeObject>> byRoot = new TreeMap<>();
        String bucket = "s3://" + target.bucket() + "/";
        for (LakeObject object : objects) {
            String folder = bucket + object.key().substring(0, object.key().lastIndexOf('/') + 1);
            if (!known.contains(folder) && !known.contains(bucket + object.key())) {
                String root = owner(folder)
                        .map(location -> location.substring(bucket.length()))
                        .orElse(target.prefix());
                byRoot.computeIfAbsent(root, prefix -> new ArrayList<>()).add(object);
            }
        }
        return byRoot.entrySet().stream()
                .map(root -> Folder.tree(root.getKey(), root.getValue()))
                .toList();
    }

    /** The location of the deepest table whose partitions lie as deep below it as this folder does. */
    private Optional<String> owner(String folder) {
        return tables.stream()
                .filter(table -> !table.partitionKeys().isEmpty())
                .filter(table -> table.storageDescriptor().location() != null
                        && folder.startsWith(table.storageDescriptor().location())
                        && depth(folder, table.storageDescriptor().location())
                                == table.partitionKeys().size())
                .map(table -> table.storageDescriptor().location())
                .max(Comparator.comparingInt(String::length));
    }

    private static int depth(String folder, String location) {
        return (int) folder.substring(location.length())
                .chars()
                .filter(c -> c == '/')
                .count();
    }
}
