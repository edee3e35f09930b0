package dev.caravan.dynamodb;

import static dev.caravan.dynamodb.TableRoute.rejections;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.caravan.failure.PermanentException;
import dev.caravan.object.Batches;
import dev.caravan.record.RecordBatch;
import dev.caravan.testing.SharedServices;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.apache.ApacheHttpClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndex;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.Projection;
import software.amazon.awssdk.services.dynamodb.model.ProjectionType;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;

/** What the sink makes of records, against the real table. */
@Timeout(120)
class DynamoDbBatchTest {

    @Test
    void aThousandRecordsArriveInCallsOfTwentyFive() throws Exception {
        try (TableRoute route = TableRoute.start("")) {
            // Given
            String[] values = IntStream.range(0, 1000)
                    .mapToObj(i -> "{\"id\":\"" + i + "\",\"n\":" + i + "}")
                    .toArray(String[]::new);

            // When
            RecordBatch batch = route.send(values);

            // Then
            assertThat(route.network.sizes()).isEqualTo(Collections.nCopies(40, 25));
            assertThat(route.items())
                    .hasSize(1000)
                    .allSatisfy((id, item) -> assertThat(item.get("n").n()).isEqualTo(id));
            assertThat(batch.left()).as("the batch stays readable").hasSize(1000);
        }
    }

    @Test
    void theLastPositionOfAKeyWinsWithinABatch() throws Exception {
        try (TableRoute route = TableRoute.start("")) {
            // When
            RecordBatch batch = route.send(
                    "{\"id\":\"a\",\"n\":1}", "{\"id\":\"b\",\"n\":2}", "{\"id\":\"a\",\"n\":3,\"more\":true}");

            // Then
            assertThat(route.network.sizes()).containsExactly(2);
            assertThat(route.items().get("a"))
                    .isEqualTo(Map.of(
                            "id", AttributeValue.fromS("a"),
                            "n", AttributeValue.fromN("3"),
                            "more", AttributeValue.fromBool(true)));
            assertThat(batch.left()).hasSize(3);
        }
    }

    @Test
    void numbersThatAreWrittenDifferentlyAreOneKey() throws Exception {
        try (TableRoute route = TableRoute.on(TableRoute.createTable(ScalarAttributeType.N), "")) {
            // When
            route.send("{\"id\":100,\"n\":1}", "{\"id\":1.00e2,\"n\":2}", "{\"id\":100.0,\"n\":3}", "{\"id\":0.0}");

            // Then
            assertThat(route.items()).containsOnlyKeys("0", "100");
            assertThat(route.items().get("100").get("n").n()).isEqualTo("3");
        }
    }

    @Test
    void everyJsonTypeArrivesWithoutLoss() throws Exception {
        try (TableRoute route = TableRoute.start("")) {
            // Given
            String digits = "12345678901234567890.123456789012345678";

            // When
            route.send("{\"id\":\"a\",\"whole\":9007199254740993,\"digits\":" + digits + ",\"negative\":-0.1,"
                    + "\"tiny\":1e-130,\"huge\":9.9e125,\"zero\":0e500,\"padded\":1." + "0".repeat(60)
                    + ",\"yes\":true,\"no\":false,\"none\":null,"
                    + "\"text\":\"Größe \\u0000 \uD83D\uDE80\",\"empty\":\"\",\"list\":[1,\"x\",[null],{}],"
                    + "\"map\":{\"a\":{\"b\":[true]}}}");

            // Then
            Map<String, AttributeValue> expected = new HashMap<>();
            expected.put("id", AttributeValue.fromS("a"));
            expected.put("whole", AttributeValue.fromN("9007199254740993"));
            expected.put("digits", AttributeValue.fromN(digits));
            expected.put("negative", AttributeValue.fromN("-0.1"));
            expected.put("tiny", AttributeValue.fromN("0." + "0".repeat(129) + "1"));
            expected.put("huge", AttributeValue.fromN("99" + "0".repeat(124)));
            expected.put("zero", AttributeValue.fromN("0"));
            expected.put("padded", AttributeValue.fromN("1"));
            expected.put("yes", AttributeValue.fromBool(true));
            expected.put("no", AttributeValue.fromBool(false));
            expected.put("none", AttributeValue.fromNul(true));
            expected.put("text", AttributeValue.fromS("Größe \u0000 \uD83D\uDE80"));
            expected.put("empty", AttributeValue.fromS(""));
            expected.put(
                    "list",
                    AttributeValue.fromL(List.of(
                            AttributeValue.fromN("1"),
                            AttributeValue.fromS("x"),
                            AttributeValue.fromL(List.of(AttributeValue.fromNul(true))),
                            AttributeValue.fromM(Map.of()))));
            expected.put(
                    "map",
                    AttributeValue.fromM(Map.of(
                            "a",
                            AttributeValue.fromM(
                                    Map.of("b", AttributeValue.fromL(List.of(AttributeValue.fromBool(true))))))));
            assertThat(route.items().get("a")).isEqualTo(expected);
        }
    }

    @Test
    void whatCannotBeAnItemIsRejectedAndItsNeighboursGoOn() throws Exception {
        try (TableRoute route = TableRoute.start("")) {
            // When
            RecordBatch batch = route.send(
                    "{\"id\":\"first\"}",
                    "{\"other\":1}",
                    "{\"id\":\"\"}",
                    "{\"id\":7}",
                    "{\"id\":null}",
                    "{\"id\":\"" + "k".repeat(2049) + "\"}",
                    "{\"id\":\"large\",\"text\":\"" + "x".repeat(400 * 1024) + "\"}",
                    "{\"id\":\"n\",\"n\":" + "1".repeat(39) + "}",
                    "{\"id\":\"n\",\"n\":1e126}",
                    "{\"id\":\"deep\",\"a\":" + "[".repeat(32) + "]".repeat(32) + "}",
                    "{\"id\":\"unnamed\",\"m\":{\"\":1}}",
                    "{\"id\":\"unnamed\",\"\":1}",
                    null,
                    "not json",
                    "{\"id\":\"last\"}");

            // Then
            assertThat(route.items()).containsOnlyKeys("first", "last");
            assertThat(rejections(batch))
                    .containsExactly(
                            "invalid-key@101",
                            "invalid-key@102",
                            "invalid-key@103",
                            "invalid-key@104",
                            "invalid-key@105",
                            "too-large@106",
                            "wrong-type@107",
                            "wrong-type@108",
                            "too-deep@109",
                            "wrong-type@110",
                            "wrong-type@111",
                            "null-value@112",
                            "not-json@113");
            assertThat(batch.left()).hasSize(2);
        }
    }

    @Test
    void whatDynamoDbJustTakesIsNotRejected() throws Exception {
        try (TableRoute route = TableRoute.start("")) {
            // Given: names and values of exactly 400 KB, the deepest nesting, the longest key
            String large = "{\"id\":\"large\",\"text\":\"" + "x".repeat(400 * 1024 - 11) + "\"}";
            String deep = "{\"id\":\"deep\",\"a\":" + "[".repeat(31) + "1" + "]".repeat(31) + "}";
            String key = "{\"id\":\"" + "k".repeat(2048) + "\"}";

            // When
            RecordBatch batch = route.send(large, deep, key);

            // Then
            assertThat(rejections(batch)).isEmpty();
            assertThat(route.items()).hasSize(3);
        }
    }

    @Test
    void aSortKeyBelongsToTheKeyAndHasItsOwnLimit() throws Exception {
        // Given
        String table = TableRoute.create(TableRoute.base(ScalarAttributeType.S)
                .attributeDefinitions(
                        TableRoute.attribute("id", ScalarAttributeType.S),
                        TableRoute.attribute("at", ScalarAttributeType.N))
                .keySchema(key("id", KeyType.HASH), key("at", KeyType.RANGE))
                .build());
        try (TableRoute route = TableRoute.on(table, "")) {
            // When
            RecordBatch batch =
                    route.send("{\"id\":\"a\",\"at\":1}", "{\"id\":\"a\",\"at\":2}", "{\"id\":\"a\",\"at\":\"2\"}");

            // Then
            assertThat(route.network.sizes()).containsExactly(2);
            assertThat(rejections(batch)).containsExactly("invalid-key@102");
        }
    }

    @Test
    void anAttributeOfAnIndexMustFitTheIndexOrBeAbsent() throws Exception {
        // Given
        String table = TableRoute.create(TableRoute.base(ScalarAttributeType.S)
                .attributeDefinitions(
                        TableRoute.attribute("id", ScalarAttributeType.S),
                        TableRoute.attribute("action", ScalarAttributeType.S))
                .globalSecondaryIndexes(GlobalSecondaryIndex.builder()
                        .indexName("by-action")
                        .keySchema(key("action", KeyType.HASH))
                        .projection(Projection.builder()
                                .projectionType(ProjectionType.KEYS_ONLY)
                                .build())
                        .build())
                .build());
        try (TableRoute route = TableRoute.on(table, "")) {
            // When
            RecordBatch batch = route.send(
                    "{\"id\":\"a\",\"action\":\"click\"}",
                    "{\"id\":\"b\"}",
                    "{\"id\":\"c\",\"action\":7}",
                    "{\"id\":\"d\",\"action\":\"\"}");

            // Then
            assertThat(route.items()).containsOnlyKeys("a", "b");
            assertThat(rejections(batch)).containsExactly("invalid-key@102", "invalid-key@103");
        }
    }

    @Test
    void anEmptyBatchAndOneOfBadRecordsOnlyMakeNoCall() throws Exception {
        try (TableRoute route = TableRoute.start("")) {
            // When
            route.send();
            route.send("[]");

            // Then
            assertThat(route.network.calls()).isZero();
        }
    }

    @Test
    void aTableThatDoesNotExistIsPermanentAndNamed() {
        try (TableRoute route = TableRoute.on("no-such-table", "")) {
            assertThatThrownBy(() -> route.send("{\"id\":\"a\"}"))
                    .isInstanceOf(PermanentException.class)
                    .hasMessageContaining("no-such-table")
                    .hasMessageContaining("ResourceNotFoundException");
        }
    }

    @Test
    void aTableWithABinaryKeyStopsTheRouteInsteadOfRejectingTheStream() {
        try (TableRoute route = TableRoute.on(TableRoute.createTable(ScalarAttributeType.B), "")) {
            assertThatThrownBy(() -> route.send("{\"id\":\"a\"}"))
                    .isInstanceOf(PermanentException.class)
                    .hasMessageContaining(route.table)
                    .hasMessageContaining("binary");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "maxParallelCalls=0, 'maxParallelCalls is 1 or more, got 0'",
        "maxParallelCalls=-1, 'maxParallelCalls is 1 or more, got -1'",
        "versionAttribute=v&tombstoneAge=-5, 'tombstoneAge is 0 or more milliseconds, got -5'",
        "versionAttribute=v&ttlAttribute=v, 'versionAttribute and ttlAttribute are two different names'"
    })
    void anOptionOutOfItsRangeIsRefusedByNameBeforeAnythingIsWritten(String option, String words) {
        try (TableRoute route = TableRoute.on("any-table", "?" + option)) {
            assertThatThrownBy(() -> route.send("{\"id\":\"a\"}")).rootCause().hasMessageContaining(words);
        }
    }

    @Test
    void aWrongAccessKeyIsPermanent() throws Exception {
        // Given: an access key that the service does not take
        try (DynamoDbClient client = DynamoDbClient.builder()
                        .endpointOverride(SharedServices.dynamoDb().endpoint())
                        .region(SharedServices.REGION)
                        .credentialsProvider(
                                StaticCredentialsProvider.create(AwsBasicCredentials.create("wrong-key", "secret")))
                        .httpClientBuilder(ApacheHttpClient.builder())
                        .build();
                DefaultCamelContext context = new DefaultCamelContext()) {
            context.getRegistry().bind("dynamodb", client);
            context.start();

            // Then
            assertThat(context.createProducerTemplate()
                            .send("dynamodb-batch:users", made -> made.getMessage()
                                    .setBody(Batches.of("{\"id\":\"a\"}")))
                            .getException())
                    .isInstanceOf(PermanentException.class)
                    .hasMessageContaining("table users")
                    .hasMessageContaining("UnrecognizedClientException");
        }
    }

    private static KeySchemaElement key(String name, KeyType type) {
        return KeySchemaElement.builder().attributeName(name).keyType(type).build();
    }
}
