package dev.caravan.catalog;

import dev.caravan.failure.PermanentException;
import java.util.List;
import java.util.stream.Stream;
import org.apache.camel.Category;
import org.apache.camel.Component;
import org.apache.camel.Consumer;
import org.apache.camel.Processor;
import org.apache.camel.Producer;
import org.apache.camel.spi.Metadata;
import org.apache.camel.spi.UriEndpoint;
import org.apache.camel.spi.UriParam;
import org.apache.camel.spi.UriPath;
import org.apache.camel.support.DefaultEndpoint;
import software.amazon.awssdk.services.glue.GlueClient;

/** Run an AWS Glue crawler to its end; the body becomes a CrawlResult. */
@UriEndpoint(
        firstVersion = "0.1.0",
        scheme = "glue",
        title = "AWS Glue Crawler",
        syntax = "glue:crawler",
        producerOnly = true,
        category = {Category.CLOUD})
public class GlueEndpoint extends DefaultEndpoint {

    @UriPath(description = "Name of the crawler.")
    @Metadata(required = true)
    private final String crawler;

    private static final long MIN_POLL_MILLIS = 10;

    @UriParam(
            enums = "again,join",
            defaultValue = "again",
            description =
                    "If the crawler runs already: again waits for that crawl and starts one more, so that everything"
                            + " written before this step is in the catalog; join waits for that crawl only, which may have"
                            + " looked before.")
    private String whenRunning = "again";

    @UriParam(
            defaultValue = "600000",
            javaType = "java.time.Duration",
            description = "How long the step may take, in milliseconds or as 10m.")
    private long timeout = 600_000;

    @UriParam(
            defaultValue = "2000",
            javaType = "java.time.Duration",
            label = "advanced",
            description = "Time between two looks at the crawler's state, 10 ms or more.")
    private long pollInterval = 2_000;

    @UriParam(
            label = "advanced",
            description = "Where its tables go. The step does not read it: plan and setup make the crawler with it.")
    private String database;

    @UriParam(
            label = "advanced",
            description =
                    "What it walks, as s3://BUCKET/PREFIX/, separated by commas. The step does not read it: plan and"
                            + " setup make the crawler with it.")
    private String targets;

    GlueEndpoint(String uri, Component component, String crawler) {
        super(uri, component);
        this.crawler = crawler;
    }

    @Override
    protected void doInit() throws Exception {
        super.doInit();
        WhenRunning.parse(whenRunning);
        if (pollInterval < MIN_POLL_MILLIS) {
            throw new IllegalArgumentException(getEndpointUri() + ": pollInterval is " + MIN_POLL_MILLIS
                    + " or more milliseconds, got " + pollInterval);
        }
        for (String target : targetList()) {
            if (!target.matches("s3://[^/]+/.*")) {
                throw new IllegalArgumentException(
                        getEndpointUri() + ": each of targets is s3://BUCKET/PREFIX/, got " + target);
            }
        }
        if (timeout < 1) {
            throw new IllegalArgumentException(
                    getEndpointUri() + ": timeout is 1 or more milliseconds, got " + timeout);
        }
    }

    @Override
    public Producer createProducer() {
        GlueClient client = getCamelContext().getRegistry().findSingleByType(GlueClient.class);
        if (client == null) {
            throw new PermanentException(getEndpointUri() + " found no GlueClient in Camel's registry: bind one");
        }
        return new GlueProducer(this, client);
    }

    @Override
    public Consumer createConsumer(Processor processor) {
        throw new IllegalArgumentException("glue: is a step, not a source");
    }

    public String getCrawler() {
        return crawler;
    }

    public String getWhenRunning() {
        return whenRunning;
    }

    public void setWhenRunning(String whenRunning) {
        this.whenRunning = whenRunning;
    }

    public long getTimeout() {
        return timeout;
    }

    public void setTimeout(long timeout) {
        this.timeout = timeout;
    }

    public long getPollInterval() {
        return pollInterval;
    }

    public void setPollInterval(long pollInterval) {
        this.pollInterval = pollInterval;
    }

    public String getDatabase() {
        return database;
    }

    public void setDatabase(String database) {
        this.database = database;
    }

    public String getTargets() {
        return targets;
    }

    public void setTargets(String targets) {
        this.targets = targets;
    }

    /** The targets one by one; empty if none are said. */
    public List<String> targetList() {
        return targets == null
                ? List.of()
                : Stream.of(targets.split(","))
                        .map(String::strip)
                        .filter(target -> !target.isEmpty())
                        .toList();
    }
}
