package dev.caravan.catalog;

import dev.caravan.testing.SharedServices;
import java.net.URI;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.camel.Exchange;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.apache.ApacheHttpClient;
import software.amazon.awssdk.services.glue.GlueClient;
import software.amazon.awssdk.services.glue.model.GlueException;
import software.amazon.awssdk.services.glue.model.S3Target;

/** A running route with one glue step, a crawler over a new bucket, and the calls that were made. */
final class CrawlRoute implements AutoCloseable, ExecutionInterceptor {

    final String bucket = SharedServices.createBucket();
    final String crawler = SharedServices.uniqueName("crawler");
    final String database = SharedServices.uniqueName("database");
    final GlueClient glue;

    private final ConcurrentLinkedQueue<String> calls = new ConcurrentLinkedQueue<>();
    private final AtomicInteger throttles = new AtomicInteger();
    private final DefaultCamelContext context = new DefaultCamelContext();
    private final ProducerTemplate template = context.createProducerTemplate();

    /** @param options of the endpoint, {@code name=value&name=value}; pollInterval is 50 ms unless they say it */
    CrawlRoute(URI endpoint, String options) throws Exception {
        glue = GlueClient.builder()
                .endpointOverride(endpoint)
                .region(SharedServices.REGION)
                .credentialsProvider(SharedServices.credentialsProvider())
                .httpClientBuilder(ApacheHttpClient.builder())
                .overrideConfiguration(override ->
                        override.retryStrategy(AwsRetryStrategy.doNotRetry()).addExecutionInterceptor(this))
                .build();
        context.getRegistry().bind("glue", glue);
        String uriOptions = options.contains("pollInterval")
                ? options
                : "pollInterval=50" + (options.isEmpty() ? "" : "&" + options);
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:crawl").routeId("crawl").to("glue:" + crawler + "?" + uriOptions);
            }
        });
        context.start();
    }

    static CrawlRoute start() throws Exception {
        return new CrawlRoute(SharedServices.glue().endpoint(), "");
    }

    void put(String key) {
        SharedServices.s3Client()
                .putObject(put -> put.bucket(bucket).key(key), RequestBody.fromString("{\"user_id\":\"1\"}\n"));
    }

    void createCrawler(String path) {
        glue.createCrawler(create -> create.name(crawler)
                .role("arn:aws:iam::123456789012:role/crawler")
                .databaseName(database)
                .targets(targets ->
                        targets.s3Targets(S3Target.builder().path(path).build())));
    }

    void throttle(int calls) {
        throttles.set(calls);
    }

    /** Names of the requests sent so far. */
    boolean hasSent(String operation) {
        return calls.contains(operation + "Request");
    }

    CrawlResult crawl() throws Exception {
        Exchange exchange = template.send("direct:crawl", made -> {});
        if (exchange.getException() != null) {
            throw exchange.getException();
        }
        return exchange.getMessage().getBody(CrawlResult.class);
    }

    CompletableFuture<CrawlResult> crawlAside() {
        return CompletableFuture.supplyAsync(() -> {
            try {
                return crawl();
            } catch (Exception e) {
                throw new CompletionException(e);
            }
        });
    }

    /** Waits a moment for the exchange in flight, then stops the route all the same. */
    void stopRoute() throws Exception {
        context.getRouteController().stopRoute("crawl", 100, TimeUnit.MILLISECONDS);
    }

    @Override
    public void beforeExecution(Context.BeforeExecution context, ExecutionAttributes attributes) {
        calls.add(context.request().getClass().getSimpleName());
        if (throttles.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
            throw GlueException.builder()
                    .statusCode(400)
                    .awsErrorDetails(AwsErrorDetails.builder()
                            .errorCode("ThrottlingException")
                            .errorMessage("planted")
                            .build())
                    .build();
        }
    }

    @Override
    public void close() {
        context.stop();
        glue.close();
    }
}
