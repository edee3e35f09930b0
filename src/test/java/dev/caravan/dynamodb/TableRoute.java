package dev.caravan.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;

import dev.caravan.failure.Abandonment;
import dev.caravan.object.Batches;
import dev.caravan.record.RecordBatch;
import dev.caravan.testing.SharedServices;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.apache.camel.Exchange;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.impl.DefaultCamelContext;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.CreateTableRequest;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;

/** A Camel context with the sink on one table, and what lies in it. */
final class TableRoute implements AutoCloseable {

    final Network network = new Network();
    final String table;

    private final DynamoDbClient client = network.client();
    private final DefaultCamelContext context = new DefaultCamelContext();
    private final ProducerTemplate template = context.createProducerTemplate();
    private final String uri;

    private TableRoute(String table, String options) {
        this.table = table;
        this.uri = "dynamodb-batch:" + table + options;
        context.getRegistry().bind("dynamodb", client);
        context.start();
    }

    /** @param options of the endpoint, {@code ?name=value} or empty */
    static TableRoute on(String table, String options) {
        return new TableRoute(table, options);
    }

    /** A route to a new table with the partition key {@code id}. */
    static TableRoute start(String options) {
        return on(createTable(ScalarAttributeType.S), options);
    }

    static String createTable(ScalarAttributeType keyType) {
        return create(base(keyType).build());
    }

    static CreateTableRequest.Builder base(ScalarAttributeType keyType) {
        return CreateTableRequest.builder()
                .tableName(SharedServices.uniqueName("table"))
                .billingMode(BillingMode.PAY_PER_REQUEST)
                .attributeDefinitions(attribute("id", keyType))
                .keySchema(KeySchemaElement.builder()
                        .attributeName("id")
                        .keyType(KeyType.HASH)
                        .build());
    }

    static AttributeDefinition attribute(String name, ScalarAttributeType type) {
        return AttributeDefinition.builder()
                .attributeName(name)
                .attributeType(type)
                .build();
    }

    static String create(CreateTableRequest request) {
        SharedServices.dynamoDbClient().createTable(request);
        SharedServices.dynamoDbClient().waiter().waitUntilTableExists(table -> table.tableName(request.tableName()));
        return request.tableName();
    }

    /** Sends the batch through the sink; throws what the sink threw. */
    RecordBatch send(RecordBatch batch) throws Exception {
        return send(uri, batch);
    }

    private RecordBatch send(String to, RecordBatch batch) throws Exception {
        Exchange exchange = template.send(to, made -> made.getMessage().setBody(batch));
        if (exchange.getException() != null) {
            throw exchange.getException();
        }
        assertThat(exchange.getMessage().getBody()).isSameAs(batch);
        return batch;
    }

    RecordBatch send(String... values) throws Exception {
        return send(Batches.of(values));
    }

    /** Sends from a thread of its own. */
    CompletableFuture<RecordBatch> sendAside(Abandonment abandonment, String... values) {
        return aside(uri, abandonment, values);
    }

    /** Sends from a thread of its own through another endpoint for the same table. */
    CompletableFuture<RecordBatch> sendAside(String options, Abandonment abandonment, String... values) {
        return aside("dynamodb-batch:" + table + options, abandonment, values);
    }

    private CompletableFuture<RecordBatch> aside(String to, Abandonment abandonment, String... values) {
        return CompletableFuture.supplyAsync(() -> {
            try {
                return send(to, Batches.of(abandonment, () -> {}, values));
            } catch (Exception e) {
                throw new CompletionException(e);
            }
        });
    }

    void stop() {
        context.stop();
    }

    /** All items, by the text of their key. */
    Map<String, Map<String, AttributeValue>> items() {
        Map<String, Map<String, AttributeValue>> items = new TreeMap<>();
        SharedServices.dynamoDbClient()
                .scanPaginator(scan -> scan.tableName(table).consistentRead(true))
                .items()
                .forEach(item -> {
                    AttributeValue id = item.get("id");
                    items.put(id.s() == null ? id.n() : id.s(), item);
                });
        return items;
    }

    /** Reason and position of each rejection. */
    static List<String> rejections(RecordBatch batch) {
        return batch.outcome().rejections().stream()
                .map(rejection -> rejection.reason().code() + "@"
                        + rejection.record().position().text())
                .toList();
    }

    @Override
    public void close() {
        context.stop();
        client.close();
    }
}
