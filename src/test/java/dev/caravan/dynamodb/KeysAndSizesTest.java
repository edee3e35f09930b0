package dev.caravan.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.caravan.record.ParseLimits;
import dev.caravan.record.Reason;
import dev.caravan.record.RecordParser;
import dev.caravan.record.RejectedRecordException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.TableDescription;

/** Attribute values, item sizes and keys, without a service. */
class KeysAndSizesTest {

    private static final RecordParser PARSER = new RecordParser(ParseLimits.DEFAULT);

    @ParameterizedTest
    @CsvSource({
        "100, 100",
        "100.0, 100",
        "1e2, 100",
        "0.10, 0.1",
        "-0.0, 0",
        "1e37, 10000000000000000000000000000000000000",
        "1e38, 1E+38",
        "9.9e125, 9.9E+125",
        "1e-130, 1E-130",
        "99999999999999999999999999999999999999, 99999999999999999999999999999999999999",
        "0.00000012345678901234567890123456789012345678, 1.2345678901234567890123456789012345678E-7"
    })
    void oneNumberHasOneText(String json, String text) {
        assertThat(item("{\"n\":" + json + "}")).containsEntry("n", AttributeValue.fromN(text));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "999999999999999999999999999999999999999",
                "0.123456789012345678901234567890123456789",
                "1e126",
                "-1e126",
                "1e-131"
            })
    void aNumberThatWouldBeRoundedIsRejected(String json) {
        assertThatThrownBy(() -> item("{\"m\":{\"inner\":[" + json + "]}}"))
                .isInstanceOfSatisfying(RejectedRecordException.class, rejected -> assertThat(rejected.reason())
                        .isEqualTo(Reason.WRONG_TYPE))
                .hasMessageContaining("field m");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{}                      | 0",
                "{\"a\":\"\"}            | 1",
                "{\"a\":\"é\"}           | 3",
                "{\"aé\":true}           | 4",
                "{\"a\":null}            | 2",
                "{\"a\":[]}              | 4",
                "{\"a\":[true,true]}     | 8",
                "{\"a\":{\"bc\":true}}   | 8",
                "{\"a\":12345}           | 6"
            })
    void anItemIsAsLargeAsDynamoDbCounts(String json, int bytes) {
        assertThat(ItemSize.of(item(json))).isEqualTo(bytes);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"t\":\"\\ud800\"}", "{\"t\":[\"\\udc00x\"]}", "{\"t\":{\"u\":\"\\udc00\\ud800\"}}"})
    void halfOfASurrogatePairIsRejectedNotStoredAsAQuestionMark(String json) {
        assertThatThrownBy(() -> item(json))
                .isInstanceOfSatisfying(RejectedRecordException.class, rejected -> assertThat(rejected.reason())
                        .isEqualTo(Reason.INVALID_UTF8))
                .hasMessageContaining("Field t ");
    }

    @Test
    void aWholeSurrogatePairIsText() {
        assertThat(item("{\"t\":\"\\ud83d\\ude00\"}")).containsEntry("t", AttributeValue.fromS("😀"));
    }

    @Test
    void aNameThatNoClientCouldReadIsRejected() {
        // Given
        String name = "é".repeat(25_000);

        // Then
        assertThat(item("{\"" + name + "\":{\"" + name + "\":1}}")).hasSize(1);
        for (String json : new String[] {"{\"" + name + "n\":1}", "{\"m\":{\"" + name + "n\":1}}"}) {
            assertThatThrownBy(() -> item(json))
                    .isInstanceOfSatisfying(RejectedRecordException.class, rejected -> assertThat(rejected.reason())
                            .isEqualTo(Reason.TOO_LARGE))
                    .hasMessageContaining("50001 bytes");
        }
    }

    @Test
    void aKeyIsThePartitionKeyAndTheSortKey() {
        // Given
        TableKey key = TableKey.of(table("S", "N"));
        Map<String, AttributeValue> item = new LinkedHashMap<>(item("{\"x\":1,\"at\":2,\"id\":\"a\"}"));

        // Then
        assertThat(key.names()).containsExactly("id", "at");
        assertThat(key.of(item))
                .containsExactly(
                        Map.entry("id", AttributeValue.fromS("a")), Map.entry("at", AttributeValue.fromN("2")));
    }

    @Test
    void aSortKeyTakesHalfOfWhatAPartitionKeyTakes() {
        // Given
        TableKey key = TableKey.of(table("S", "S"));
        String long1024 = "é".repeat(512);

        // Then
        assertThat(key.of(item("{\"id\":\"" + long1024 + long1024 + "\",\"at\":\"" + long1024 + "\"}")))
                .hasSize(2);
        refused(key, "{\"id\":\"" + long1024 + long1024 + "x\",\"at\":\"a\"}", "id has 2049 bytes");
        refused(key, "{\"id\":\"a\",\"at\":\"" + long1024 + "x\"}", "at has 1025 bytes");
        refused(key, "{\"id\":\"a\",\"at\":\"\"}", "at has 0 bytes");
        refused(key, "{\"id\":\"a\"}", "at is missing");
        refused(key, "{\"id\":true,\"at\":\"a\"}", "id has type BOOL, the table wants S");
    }

    private static void refused(TableKey key, String json, String why) {
        assertThatThrownBy(() -> key.of(item(json)))
                .isInstanceOfSatisfying(RejectedRecordException.class, rejected -> assertThat(rejected.reason())
                        .isEqualTo(Reason.INVALID_KEY))
                .hasMessageContaining(why);
    }

    private static TableDescription table(String partitionKeyType, String sortKeyType) {
        return TableDescription.builder()
                .tableName("t")
                .attributeDefinitions(definition("at", sortKeyType), definition("id", partitionKeyType))
                .keySchema(
                        KeySchemaElement.builder()
                                .attributeName("id")
                                .keyType(KeyType.HASH)
                                .build(),
                        KeySchemaElement.builder()
                                .attributeName("at")
                                .keyType(KeyType.RANGE)
                                .build())
                .build();
    }

    private static AttributeDefinition definition(String name, String type) {
        return AttributeDefinition.builder()
                .attributeName(name)
                .attributeType(type)
                .build();
    }

    private static Map<String, AttributeValue> item(String json) {
        return AttributeValues.of(PARSER.parse(json.getBytes(StandardCharsets.UTF_8)));
    }
}
