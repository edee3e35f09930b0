package dev.caravan.report.ledger;

import static java.util.Objects.requireNonNull;

import dev.caravan.aws.AwsFailures;
import dev.caravan.failure.Abandonment;
import dev.caravan.failure.Backoff;
import dev.caravan.failure.Retry;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;

/** Reads and conditional writes of single rows. Thread-safe; failures as {@link ReportLedger}. */
public final class LedgerTable {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final String IS_OWNED = "#owner = :me AND #state = :was";
    private static final String IS_OPEN = "#owner = :me AND #state IN (:claimed, :sending)";
    private static final String IS_SENDING = "(#owner = :me AND #state = :sending) OR #state = :uncertain";

    private final DynamoDbClient dynamoDb;
    private final String name;
    private final Retry retry = Retry.atMost(PATIENCE, Backoff.DEFAULT);

    public LedgerTable(DynamoDbClient dynamoDb, String name) {
        this.dynamoDb = requireNonNull(dynamoDb, "dynamoDb");
        this.name = requireNonNull(name, "name");
    }

    /** The row as it is now. */
    public Optional<Row> find(RunKey run, String recipient) {
        return call("GetItem", () -> dynamoDb.getItem(get -> get.tableName(name)
                                .key(Items.key(run, recipient))
                                .consistentRead(true))
                        .item())
                .filter(item -> !item.isEmpty())
                .map(Items::row);
    }

    /** Newest first; pages are read while the stream is. */
    public Stream<Row> newest(String report) {
        QueryRequest request = QueryRequest.builder()
                .tableName(name)
                .keyConditionExpression("#report = :report")
                .expressionAttributeNames(Map.of("#report", Items.REPORT))
                .expressionAttributeValues(Map.of(":report", Items.text(report)))
                .scanIndexForward(false)
                .consistentRead(true)
                .build();
        return pages(request).flatMap(List::stream).map(Items::row);
    }

    private Stream<List<Map<String, AttributeValue>>> pages(QueryRequest first) {
        return Stream.iterate(
                        Optional.of(first).flatMap(this::page), Optional::isPresent, page -> page.flatMap(Page::next)
                                .flatMap(this::page))
                .map(page -> page.orElseThrow().items());
    }

    private record Page(List<Map<String, AttributeValue>> items, Optional<QueryRequest> next) {}

    private Optional<Page> page(QueryRequest request) {
        return call("Query", () -> {
            var answer = dynamoDb.query(request);
            return new Page(
                    answer.items(),
                    Optional.of(answer.lastEvaluatedKey())
                            .filter(key -> !key.isEmpty())
                            .map(key ->
                                    request.toBuilder().exclusiveStartKey(key).build()));
        });
    }

    /** False if there is such a row already, unless it is this very one. */
    boolean create(Row row) {
        return put(row, "attribute_not_exists(#state)", Map.of());
    }

    /** False if the row is not any more what it was. */
    boolean replace(Row was, Row becomes) {
        Map<String, AttributeValue> before = Items.of(was);
        return put(
                becomes,
                "#state = :was AND #updated = :updated",
                Map.of(":was", before.get(Items.STATE), ":updated", before.get(Items.UPDATED)));
    }

    /** False if it is somebody else's, or in another state. */
    boolean replaceOwned(Row was, Row becomes, String owner) {
        return put(
                becomes,
                IS_OWNED,
                Map.of(
                        ":me",
                        Items.text(owner),
                        ":was",
                        Items.text(was.delivery().state())));
    }

    /** The same of what was being sent, whatever others made of it meanwhile. */
    boolean replaceSending(Row becomes, String owner) {
        return put(
                becomes,
                IS_SENDING,
                Map.of(
                        ":me", Items.text(owner),
                        ":sending", Items.text("sending"),
                        ":uncertain", Items.text("uncertain")));
    }

    boolean lease(Row row, String owner, Instant until) {
        return happened(
                "UpdateItem",
                () -> dynamoDb.updateItem(update -> update.tableName(name)
                        .key(Items.key(row.run(), row.recipient()))
                        .updateExpression("SET #lease = :until")
                        .conditionExpression(IS_OPEN)
                        .expressionAttributeNames(
                                Map.of("#lease", Items.LEASE, "#owner", Items.OWNER, "#state", Items.STATE))
                        .expressionAttributeValues(Map.of(
                                ":me", Items.text(owner),
                                ":until", Items.text(until.toString()),
                                ":claimed", Items.text("claimed"),
                                ":sending", Items.text("sending")))));
    }

    private boolean put(Row row, String condition, Map<String, AttributeValue> values) {
        Map<String, String> names = new HashMap<>();
        Stream.of(Items.STATE, Items.OWNER, Items.UPDATED)
                .filter(attribute -> condition.contains("#" + attribute))
                .forEach(attribute -> names.put("#" + attribute, attribute));
        boolean done = happened(
                "PutItem",
                () -> dynamoDb.putItem(put -> put.tableName(name)
                        .item(Items.of(row))
                        .conditionExpression(condition)
                        .expressionAttributeNames(names)
                        .expressionAttributeValues(values.isEmpty() ? null : values)));
        // The answer to an earlier attempt of this very write may have been lost.
        return done || find(row.run(), row.recipient()).filter(row::equals).isPresent();
    }

    private boolean happened(String operation, Runnable write) {
        return call(operation, () -> {
                    try {
                        write.run();
                        return true;
                    } catch (ConditionalCheckFailedException e) {
                        return false;
                    }
                })
                .orElse(false);
    }

    private <T> Optional<T> call(String operation, Supplier<T> action) {
        String what = operation + " in the reports' ledger " + name;
        try {
            return Optional.ofNullable(retry.untilDone(what, new Abandonment(), () -> {
                try {
                    return action.get();
                } catch (SdkException e) {
                    throw AwsFailures.classify(what, e);
                }
            }));
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException(what + " failed: " + e, e);
        }
    }

    @Override
    public String toString() {
        return name;
    }
}
