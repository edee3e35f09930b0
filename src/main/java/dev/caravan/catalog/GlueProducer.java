package dev.caravan.catalog;

import dev.caravan.failure.Abandonment;
import java.time.Duration;
import org.apache.camel.Exchange;
import org.apache.camel.support.DefaultProducer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.services.glue.GlueClient;

/** Runs the crawler for each exchange; stopping the route ends the waiting. */
final class GlueProducer extends DefaultProducer {

    private static final Logger LOG = LoggerFactory.getLogger(GlueProducer.class);

    private final GlueEndpoint endpoint;
    private final GlueClient glue;
    private volatile Abandonment stopped = new Abandonment();

    GlueProducer(GlueEndpoint endpoint, GlueClient glue) {
        super(endpoint);
        this.endpoint = endpoint;
        this.glue = glue;
    }

    @Override
    protected void doStart() throws Exception {
        super.doStart();
        stopped = new Abandonment();
    }

    @Override
    protected void doStop() throws Exception {
        stopped.abandon();
        super.doStop();
    }

    @Override
    public void process(Exchange exchange) throws Exception {
        CrawlResult result = new Crawl(
                        glue,
                        endpoint.getCrawler(),
                        WhenRunning.parse(endpoint.getWhenRunning()),
                        Duration.ofMillis(endpoint.getPollInterval()),
                        Duration.ofMillis(endpoint.getTimeout()),
                        stopped)
                .run();
        LOG.info(
                "Crawler {} done in {} ms: tables created={} updated={} deleted={}, partitions added={}",
                result.crawler(),
                result.duration().toMillis(),
                result.tablesCreated(),
                result.tablesUpdated(),
                result.tablesDeleted(),
                result.partitionsAdded());
        exchange.getMessage().setBody(result);
    }
}
