package dev.caravan.dynamodb;

import dev.caravan.aws.AwsFailures;
import dev.caravan.failure.Abandonment;
import dev.caravan.failure.Retry;
import dev.caravan.failure.RetryableException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.BatchWriteItemResponse;
import software.amazon.awssdk.services.dynamodb.model.PutRequest;
import software.amazon.awssdk.services.dynamodb.model.WriteRequest;

/**
 * BatchWriteItem, at most 25 items and 16 MB a call; unprocessed items are sent again until none is left. An item of 400
 * KB may have several MB on the wire, where every number in a list has its type beside it.
 */
record BatchTableWriter(DynamoDbClient client, String table, Retry retry) implements TableWriter {

    private static final int MAX_ITEMS = 25;
    /** DynamoDB: 16 MB; the rest is left to what stands around the items. */
    private static final long MAX_BYTES = 15L << 20;

    @Override
    public List<Callable<CallOutcome>> calls(Collection<ItemWrite> writes, Abandonment abandonment) {
        List<Callable<CallOutcome>> calls = new ArrayList<>();
        List<WriteRequest> chunk = new ArrayList<>(MAX_ITEMS);
        long chunkBytes = 0;
        for (ItemWrite write : writes) {
            long bytes = WireSize.of(write.item());
            if (chunk.size() == MAX_ITEMS || (!chunk.isEmpty() && chunkBytes + bytes > MAX_BYTES)) {
                calls.add(call(List.copyOf(chunk), abandonment));
                chunk.clear();
                chunkBytes = 0;
            }
            chunkBytes += bytes;
            chunk.add(WriteRequest.builder()
                    .putRequest(PutRequest.builder().item(write.item()).build())
                    .build());
        }
        if (!chunk.isEmpty()) {
            calls.add(call(List.copyOf(chunk), abandonment));
        }
        return calls;
    }

    private Callable<CallOutcome> call(List<WriteRequest> requests, Abandonment abandonment) {
        String what = "BatchWriteItem on table " + table;
        return () -> {
            List<WriteRequest> left = new ArrayList<>(requests);
            return retry.untilDone(what, abandonment, () -> {
                try {
                    BatchWriteItemResponse answer =
                            client.batchWriteItem(request -> request.requestItems(Map.of(table, left)));
                    left.clear();
                    answer.unprocessedItems().values().forEach(left::addAll);
                } catch (SdkException e) {
                    throw AwsFailures.classify(what, e);
                }
                if (!left.isEmpty()) {
                    throw new RetryableException(what + " left " + left.size() + " items unprocessed", null);
                }
                return CallOutcome.WRITTEN;
            });
        };
    }
}
