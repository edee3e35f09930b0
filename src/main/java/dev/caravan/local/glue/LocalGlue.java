package dev.caravan.local.glue;

import dev.caravan.local.glue.catalog.GlueCatalog;
import dev.caravan.local.glue.crawler.Crawlers;
import dev.caravan.local.protocol.AwsJsonServer;
import dev.caravan.local.protocol.AwsOperation;
import dev.caravan.local.protocol.AwsService;
import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * An embedded Glue: its endpoint, and its catalog for those in the same process. Crawlers read S3 through the client
 * they are given, which stays its owner's to close.
 */
public final class LocalGlue implements AutoCloseable {
    private final GlueCatalog catalog;
    private final Crawlers crawlers;
    private final AwsJsonServer server;

    private LocalGlue(GlueCatalog catalog, Crawlers crawlers, AwsJsonServer server) {
        this.catalog = catalog;
        this.crawlers = crawlers;
        this.server = server;
    }

    /**
     * Starts and returns once it listens.
     *
     * @throws java.io.UncheckedIOException when the port is taken or the data directory cannot be read
     */
    public static LocalGlue start(LocalGlueSettings settings, S3Client s3) {
        GlueCatalog catalog = settings.dataDirectory() == null
                ? GlueCatalog.inMemory(settings.clock())
                : GlueCatalog.open(settings.dataDirectory(), settings.clock());
        Crawlers crawlers = new Crawlers(s3, catalog, settings.clock(), settings.dataDirectory());
        Tags tags = new Tags(settings.dataDirectory());
        Map<String, AwsOperation> operations = new HashMap<>();
        operations.putAll(new DatabaseOperations(catalog, tags).operations());
        operations.putAll(new TableOperations(catalog).operations());
        operations.putAll(new PartitionOperations(catalog).operations());
        operations.putAll(new PartitionBatchOperations(catalog).operations());
        operations.putAll(new CrawlerOperations(crawlers, tags).operations());
        operations.putAll(new CrawlOperations(crawlers).operations());
        operations.putAll(new TagOperations(catalog, crawlers, tags).operations());
        operations.replaceAll((name, operation) -> Refusals.of(operation));
        AwsService service = new AwsService("glue", "AWSGlue", operations);
        try {
            AwsJsonServer server =
                    AwsJsonServer.start(service, settings.port(), settings.credentials(), settings.clock());
            return new LocalGlue(catalog, crawlers, server);
        } catch (RuntimeException e) {
            crawlers.close();
            throw e;
        }
    }

    /** Where clients reach it, {@code http://127.0.0.1:port}. */
    public URI endpoint() {
        return server.endpoint();
    }

    /** The same catalog that the API serves. */
    public GlueCatalog catalog() {
        return catalog;
    }

    /** Frees the port and stops running crawls, which then count as cancelled. */
    @Override
    public void close() {
        server.close();
        crawlers.close();
    }
}
