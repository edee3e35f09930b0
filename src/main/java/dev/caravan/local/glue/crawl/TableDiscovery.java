package dev.caravan.local.glue.crawl;

import dev.caravan.local.glue.crawl.FolderGroup.Leaf;
import dev.caravan.local.glue.infer.FileContent;
import dev.caravan.local.glue.infer.FileContent.Empty;
import dev.caravan.local.glue.infer.FileContent.Records;
import dev.caravan.local.glue.infer.FileContent.Unsupported;
import dev.caravan.local.glue.infer.FileFormat.Csv;
import dev.caravan.local.glue.infer.FileFormat.Json;
import dev.caravan.local.glue.infer.RecordSchema;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Groups the folders of a target into tables, from the leaves up. A folder answers no group (nothing readable), one
 * (it may become a partition of the folder above), or several (they are tables; no folder above joins them again).
 */
final class TableDiscovery {
    private final Map<String, FileContent> contents;
    private final Grouping grouping;
    private final List<String> notes = new ArrayList<>();

    TableDiscovery(Map<String, FileContent> contents, Grouping grouping) {
        this.contents = contents;
        this.grouping = grouping;
    }

    /** What was left out and why, one sentence each. */
    List<String> notes() {
        return notes;
    }

    List<FolderGroup> groups(Folder folder) {
        List<LakeObject> objects = readable(folder);
        List<List<FolderGroup>> below = folder.folders().stream()
                .map(this::groups)
                .filter(groups -> !groups.isEmpty())
                .toList();
        Optional<FolderGroup> own = leaf(folder.prefix(), objects);
        if (below.isEmpty() && own.isPresent()) {
            return List.of(own.get());
        }
        boolean mayJoin =
                folder.level() >= grouping.tableLevel() && below.stream().allMatch(one -> one.size() == 1);
        boolean declared = folder.folders().stream().anyMatch(TableDiscovery::isHivePartition);
        List<FolderGroup> children = below.stream().flatMap(List::stream).toList();
        if (mayJoin && own.isPresent() && !declared) {
            Optional<FolderGroup> flat = flat(folder, own.get(), children);
            if (flat.isPresent()) {
                return List.of(flat.get());
            }
        }
        boolean partitions = mayJoin && !children.isEmpty() && (objects.isEmpty() || declared);
        Optional<FolderGroup> joined = partitions ? partitioned(folder, children) : Optional.empty();
        return Stream.concat(alone(folder, objects), joined.map(List::of).orElse(children).stream())
                .toList();
    }

    /** Objects that hold records as far as is known: one that was not sampled is taken to be as its neighbours. */
    private List<LakeObject> readable(Folder folder) {
        List<LakeObject> readable = new ArrayList<>();
        for (LakeObject object : folder.objects()) {
            FileContent content = contents.get(object.key());
            if (content instanceof Unsupported unsupported) {
                notes.add("Object " + object.key() + " was left out: it is " + unsupported.reason() + ".");
            } else if (object.size() > 0 && !(content instanceof Empty)) {
                readable.add(object);
            }
        }
        boolean anyRead = readable.stream().anyMatch(object -> contents.containsKey(object.key()));
        return anyRead ? readable : List.of();
    }

    /** Objects of one folder as one leaf, if they are alike. */
    private Optional<FolderGroup> leaf(String prefix, List<LakeObject> objects) {
        Layout layout = null;
        RecordSchema schema = RecordSchema.EMPTY;
        Statistics statistics = Statistics.NONE;
        for (LakeObject object : objects) {
            statistics = statistics.plus(new Statistics(1, object.size(), 0, 0));
            if (contents.get(object.key()) instanceof Records records) {
                Layout its = Layout.of(records);
                if (layout != null && !(layout.equals(its) && isOneTable(its, schema, records.schema()))) {
                    return Optional.empty();
                }
                layout = its;
                schema = schema.union(records.schema());
                // one array is one row, however much of it was read
                boolean array = records.format() instanceof Json json && json.array();
                long sampledBytes = array ? object.size() : records.sampledBytes();
                statistics = statistics.plus(new Statistics(0, 0, records.records(), sampledBytes));
            }
        }
        return layout == null
                ? Optional.empty()
                : Optional.of(FolderGroup.of(new Leaf(prefix, schema, statistics), layout));
    }

    /** Columns of delimited text go by position, so they must be the same; other formats name them in each record. */
    private boolean isOneTable(Layout layout, RecordSchema left, RecordSchema right) {
        return !(layout.format() instanceof Csv) || grouping.joins(left, right);
    }

    /** Folders of equal depth as partitions of this one. Names like {@code key=value} declare it, whatever the columns. */
    private Optional<FolderGroup> partitioned(Folder folder, List<FolderGroup> children) {
        boolean declared = folder.folders().stream().allMatch(TableDiscovery::isHivePartition);
        return joined(folder, children, declared)
                .map(schema -> new FolderGroup(
                        folder.prefix(),
                        children.get(0).depth() + 1,
                        children.get(0).layout(),
                        schema,
                        children.stream()
                                .flatMap(child -> child.leaves().stream())
                                .toList()));
    }

    /** Objects at several depths without partition names: one table without partitions, which Athena reads as deep. */
    private Optional<FolderGroup> flat(Folder folder, FolderGroup own, List<FolderGroup> children) {
        List<FolderGroup> all = new ArrayList<>(List.of(own));
        children.forEach(child -> child.leaves().forEach(leaf -> all.add(FolderGroup.of(leaf, child.layout()))));
        return joined(folder, all, false).map(schema -> {
            Statistics sum = all.stream().map(FolderGroup::statistics).reduce(Statistics.NONE, Statistics::plus);
            return FolderGroup.of(new Leaf(folder.prefix(), schema, sum), own.layout());
        });
    }

    private Optional<RecordSchema> joined(Folder folder, List<FolderGroup> groups, boolean declared) {
        RecordSchema schema = RecordSchema.EMPTY;
        for (FolderGroup group : groups) {
            if (group.depth() != groups.get(0).depth()
                    || !group.layout().equals(groups.get(0).layout())
                    || !(declared || grouping.joins(schema, group.schema()))) {
                notes.add(
                        "Folder '" + folder.prefix() + "' holds objects that differ in format, compression, columns or"
                                + " depth: they became tables of their own.");
                return Optional.empty();
            }
            schema = schema.union(group.schema());
        }
        return Optional.of(schema);
    }

    /** Each object as a table, as AWS does where the objects of a folder differ or lie beside its partitions. */
    private Stream<FolderGroup> alone(Folder folder, List<LakeObject> objects) {
        if (objects.isEmpty()) {
            return Stream.empty();
        }
        long unread = objects.stream()
                .filter(object -> !contents.containsKey(object.key()))
                .count();
        notes.add("Folder '" + folder.prefix() + "' holds objects that differ, or objects beside its partitions: each"
                + " became a table of its own"
                + (unread == 0 ? "." : ", but for " + unread + " that were not sampled."));
        return objects.stream().flatMap(object -> leaf(object.key(), List.of(object)).stream());
    }

    private static boolean isHivePartition(Folder folder) {
        return folder.name().indexOf('=') > 0;
    }
}
