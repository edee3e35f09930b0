package dev.caravan.local.glue.crawl;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.caravan.local.glue.catalog.Column;
import dev.caravan.local.glue.catalog.GlueCatalog;
import dev.caravan.local.glue.catalog.Table;
import dev.caravan.local.glue.catalog.TablePartition;
import dev.caravan.testing.SharedServices;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import java.util.zip.GZIPOutputStream;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;

/** The shared S3 endpoint; a bucket and a catalog of its own for each test. */
abstract class CrawlFixture {
    static final Instant NOW = Instant.parse("2025-01-19T12:00:00Z");
    static final SchemaChangePolicy UPDATE_AND_DELETE = new SchemaChangePolicy(
            SchemaChangePolicy.UpdateBehavior.UPDATE_IN_DATABASE,
            SchemaChangePolicy.DeleteBehavior.DELETE_FROM_DATABASE);

    final S3Client s3 = SharedServices.s3Client();
    final String bucket = SharedServices.createBucket();
    final GlueCatalog catalog = GlueCatalog.inMemory(Clock.fixed(NOW, ZoneOffset.UTC));

    void put(String key, String text) {
        put(key, text.getBytes(UTF_8));
    }

    void put(String key, byte[] bytes) {
        s3.putObject(request -> request.bucket(bucket).key(key), RequestBody.fromBytes(bytes));
    }

    void delete(String key) {
        s3.deleteObject(request -> request.bucket(bucket).key(key));
    }

    static byte[] gzip(String text) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
            gzip.write(text.getBytes(UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    CrawlResult crawl(String prefix) throws InterruptedException {
        return crawl(request(target(prefix)));
    }

    CrawlResult crawl(CrawlRequest request) throws InterruptedException {
        return new Crawl(s3, catalog).run(request, () -> false);
    }

    CrawlTarget target(String prefix, String... exclusions) {
        return CrawlTarget.of("s3://" + bucket + "/" + prefix, List.of(exclusions), OptionalInt.empty());
    }

    static CrawlRequest request(CrawlTarget... targets) {
        return request(UPDATE_AND_DELETE, Grouping.DEFAULT, false, false, false, targets);
    }

    static CrawlRequest request(
            SchemaChangePolicy policy,
            Grouping grouping,
            boolean mergeNewColumns,
            boolean inherit,
            boolean newFoldersOnly,
            CrawlTarget... targets) {
        return new CrawlRequest(
                "crawler",
                "lake",
                "",
                Arrays.asList(targets),
                policy,
                grouping,
                mergeNewColumns,
                inherit,
                newFoldersOnly);
    }

    List<String> tableNames() {
        return catalog.tables("lake").stream().map(Table::name).toList();
    }

    Table onlyTable() {
        List<Table> tables = catalog.tables("lake");
        if (tables.size() != 1) {
            throw new AssertionError("expected one table, found " + tables);
        }
        return tables.get(0);
    }

    static String columns(List<Column> columns) {
        return columns.stream()
                .map(column -> column.name() + " " + column.type())
                .collect(Collectors.joining(", "));
    }

    /** The partitions of a table as {@code a/b}. */
    List<String> partitionValues(String table) {
        return catalog.partitions("lake", table).stream()
                .map(TablePartition::values)
                .map(values -> String.join("/", values))
                .toList();
    }

    String location(String prefix) {
        return "s3://" + bucket + "/" + prefix;
    }
}
