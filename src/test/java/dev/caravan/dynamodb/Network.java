package dev.caravan.dynamodb;

import dev.caravan.testing.SharedServices;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.core.SdkResponse;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttribute;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.apache.ApacheHttpClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BatchWriteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchWriteItemResponse;
import software.amazon.awssdk.services.dynamodb.model.ProvisionedThroughputExceededException;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.WriteRequest;

/**
 * What lies between a client and the shared DynamoDB: counts the writing calls and makes them meet throttles, holds and
 * unprocessed items, which the service really never sees.
 */
final class Network implements ExecutionInterceptor {

    private static final ExecutionAttribute<Map<String, List<WriteRequest>>> LEFT =
            new ExecutionAttribute<>("UnprocessedItems");

    private final Queue<Integer> processed = new ConcurrentLinkedQueue<>();
    private final Queue<Integer> sizes = new ConcurrentLinkedQueue<>();
    private final Queue<Long> bodies = new ConcurrentLinkedQueue<>();
    private final Queue<String> collisions = new ConcurrentLinkedQueue<>();
    private final Set<String> inFlight = ConcurrentHashMap.newKeySet();
    private final AtomicInteger throttles = new AtomicInteger();
    private final AtomicInteger calls = new AtomicInteger();
    private volatile Semaphore gate;

    DynamoDbClient client() {
        return DynamoDbClient.builder()
                .endpointOverride(SharedServices.dynamoDb().endpoint())
                .region(SharedServices.REGION)
                .credentialsProvider(SharedServices.credentialsProvider())
                .httpClientBuilder(ApacheHttpClient.builder())
                .overrideConfiguration(override -> override.retryStrategy(AwsRetryStrategy.doNotRetry())
                        .apiCallTimeout(Duration.ofSeconds(30))
                        .addExecutionInterceptor(this))
                .build();
    }

    /** The next BatchWriteItem calls process only so many items each. */
    void processOnly(Integer... items) {
        processed.addAll(List.of(items));
    }

    /** So many of the next writing calls are throttled. */
    void throttle(int calls) {
        throttles.set(calls);
    }

    /** Writing calls wait until they are let through. */
    Semaphore hold() {
        gate = new Semaphore(0);
        return gate;
    }

    /** Items of each writing call that reached the service. */
    List<Integer> sizes() {
        return List.copyOf(sizes);
    }

    /** Bytes of the body of each call that was sent. */
    List<Long> bodies() {
        return List.copyOf(bodies);
    }

    /** Writing calls begun, those that were throttled or are held included. */
    int calls() {
        return calls.get();
    }

    /** Keys that two calls held at once. */
    List<String> collisions() {
        return List.copyOf(collisions);
    }

    @Override
    public void beforeExecution(Context.BeforeExecution context, ExecutionAttributes attributes) {
        Collection<String> keys = keys(context.request());
        if (keys.isEmpty()) {
            return;
        }
        calls.incrementAndGet();
        if (throttles.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
            throw ProvisionedThroughputExceededException.builder()
                    .statusCode(400)
                    .awsErrorDetails(AwsErrorDetails.builder()
                            .errorCode("ProvisionedThroughputExceededException")
                            .errorMessage("planted")
                            .build())
                    .build();
        }
        keys.stream().filter(key -> !inFlight.add(key)).forEach(collisions::add);
        if (gate != null) {
            gate.acquireUninterruptibly();
        }
    }

    @Override
    public SdkRequest modifyRequest(Context.ModifyRequest context, ExecutionAttributes attributes) {
        if (!(context.request() instanceof BatchWriteItemRequest batch)) {
            return context.request();
        }
        String table = batch.requestItems().keySet().iterator().next();
        List<WriteRequest> items = batch.requestItems().get(table);
        Integer limit = processed.poll();
        if (limit == null || limit >= items.size()) {
            sizes.add(items.size());
            return batch;
        }
        sizes.add(limit);
        attributes.putAttribute(LEFT, Map.of(table, new ArrayList<>(items.subList(limit, items.size()))));
        return batch.toBuilder()
                .requestItems(Map.of(table, items.subList(0, limit)))
                .build();
    }

    @Override
    public void afterMarshalling(Context.AfterMarshalling context, ExecutionAttributes attributes) {
        context.requestBody().flatMap(RequestBody::optionalContentLength).ifPresent(bodies::add);
    }

    @Override
    public SdkResponse modifyResponse(Context.ModifyResponse context, ExecutionAttributes attributes) {
        Map<String, List<WriteRequest>> left = attributes.getAttribute(LEFT);
        return left == null
                ? context.response()
                : ((BatchWriteItemResponse) context.response())
                        .toBuilder().unprocessedItems(left).build();
    }

    @Override
    public void afterExecution(Context.AfterExecution context, ExecutionAttributes attributes) {
        inFlight.removeAll(keys(context.request()));
    }

    @Override
    public void onExecutionFailure(Context.FailedExecution context, ExecutionAttributes attributes) {
        inFlight.removeAll(keys(context.request()));
    }

    private static Collection<String> keys(SdkRequest request) {
        Stream<Map<String, AttributeValue>> items = Stream.of();
        if (request instanceof PutItemRequest put) {
            items = Stream.of(put.item());
        } else if (request instanceof BatchWriteItemRequest batch) {
            items = batch.requestItems().values().stream().flatMap(List::stream).map(write -> write.putRequest()
                    .item());
        }
        return items.map(item -> item.get("id").toString()).toList();
    }
}
