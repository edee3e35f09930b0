package dev.caravan.local.glue.crawl;

import dev.caravan.local.glue.catalog.CatalogState;
import dev.caravan.local.glue.catalog.GlueCatalog;
import dev.caravan.local.glue.catalog.PartitionInput;
import dev.caravan.local.glue.infer.FileContent;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.BooleanSupplier;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.NoSuchBucketException;

/** Runs crawls. Each reads its objects eight at a time and changes the catalog once, at its end. */
public final class Crawl {
    private static final int READERS = 8;

    private final LakeReader reader;
    private final GlueCatalog catalog;

    public Crawl(S3Client s3, GlueCatalog catalog) {
        this.reader = new LakeReader(s3);
        this.catalog = Objects.requireNonNull(catalog, "catalog");
    }

    /**
     * Crawls all targets of a request.
     *
     * @param cancelled asked before each object; a crawl that is cancelled changes nothing
     * @throws CrawlFailedException when S3 refuses or does not answer
     * @throws CancellationException when it was cancelled
     */
    public CrawlResult run(CrawlRequest request, BooleanSupplier cancelled) throws InterruptedException {
        ExecutorService readers = Executors.newFixedThreadPool(READERS, task -> {
            Thread thread = new Thread(task, "crawl-" + request.crawler());
            thread.setDaemon(true);
            return thread;
        });
        try {
            ObjectSampler sampler = new ObjectSampler(reader, readers, cancelled);
            List<FoundTable> found = new ArrayList<>();
            List<String> notes = new ArrayList<>();
            for (CrawlTarget target : request.targets()) {
                found.addAll(crawl(request, target, sampler, notes));
            }
            if (cancelled.getAsBoolean()) {
                throw new CancellationException("the crawl was stopped");
            }
            return update(request, found, notes);
        } finally {
            readers.shutdownNow();
        }
    }

    private List<FoundTable> crawl(CrawlRequest request, CrawlTarget target, ObjectSampler sampler, List<String> notes)
            throws InterruptedException {
        try {
            List<LakeObject> objects = reader.list(target);
            if (objects.isEmpty()) {
                notes.add("There are no objects at " + target.location() + ".");
            }
            List<FoundTable> found = new ArrayList<>();
            for (Folder tree : trees(request, target, objects)) {
                Map<String, FileContent> contents = sampler.sample(target, tree);
                TableDiscovery discovery = new TableDiscovery(contents, request.grouping());
                discovery.groups(tree).stream()
                        .map(group -> FoundTable.of(
                                group,
                                target.bucket(),
                                request.tablePrefix(),
                                request.crawler(),
                                request.inheritFromTable()))
                        .forEach(found::add);
                notes.addAll(discovery.notes());
            }
            return withColumns(found, notes);
        } catch (NoSuchBucketException e) {
            throw new CrawlFailedException(
                    "The S3 bucket " + target.bucket() + " of the target " + target.location()
                            + " does not exist. Create it, or change the crawler's targets.",
                    e);
        } catch (SdkException e) {
            throw new CrawlFailedException("Reading the target " + target.location() + " failed: " + e.getMessage(), e);
        }
    }

    private List<Folder> trees(CrawlRequest request, CrawlTarget target, List<LakeObject> objects) {
        return request.newFoldersOnly()
                ? new NewFolders(catalog.state(), request.database()).trees(target, objects)
                : List.of(Folder.tree(target.prefix(), objects));
    }

    /** Records without any member make no table: there is nothing to select. */
    private static List<FoundTable> withColumns(List<FoundTable> found, List<String> notes) {
        List<FoundTable> usable = new ArrayList<>();
        for (FoundTable table : found) {
            if (table.definition().storageDescriptor().columns().isEmpty()) {
                notes.add("No table was made of " + table.location() + ": its records have no columns.");
            } else {
                usable.add(table);
                noteDoubled(table, notes);
            }
        }
        return usable;
    }

    /** Names of folders may differ and mean the same values, such as {@code k=a b} and {@code k=a%20b}. */
    private static void noteDoubled(FoundTable table, List<String> notes) {
        Set<List<String>> values = new HashSet<>();
        for (PartitionInput partition : table.partitions()) {
            if (!values.add(partition.values())) {
                notes.add("Several folders of " + table.location() + " have the partition values " + partition.values()
                        + ": the catalog holds one of them, queries do not see the others.");
            }
        }
    }

    private CrawlResult update(CrawlRequest request, List<FoundTable> found, List<String> notes) {
        List<FoundTable> sorted = found.stream()
                .sorted(Comparator.comparing(FoundTable::location))
                .toList();
        CrawlResult[] result = new CrawlResult[1];
        catalog.change((CatalogState before) -> {
            CatalogUpdate update = new CatalogUpdate(request, before, catalog.now(), notes);
            update.apply(sorted);
            result[0] = update.result();
            return update.state();
        });
        return result[0];
    }
}
