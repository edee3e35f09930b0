package dev.caravan.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;

import dev.caravan.record.ParseLimits;
import dev.caravan.record.RecordParser;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the sink's requests weigh on the wire, where items are larger than DynamoDB counts them. */
@Timeout(60)
class RequestSizeTest {

    private static final long MAX_REQUEST = 16L << 20;

    @Test
    void itemsThatAreSmallToDynamoDbAndLargeOnTheWireAreSentInMoreCalls() throws Exception {
        try (TableRoute route = TableRoute.start("")) {
            // Given: 170 KB each, and six times that as JSON; 17 of them are more than 16 MB
            String escaped = "\\u0001".repeat(170_000);
            String[] values = IntStream.range(0, 17)
                    .mapToObj(i -> "{\"id\":\"" + i + "\",\"text\":\"" + escaped + "\"}")
                    .toArray(String[]::new);

            // When
            route.send(values);

            // Then
            assertThat(route.items()).hasSize(17);
            assertThat(route.network.bodies())
                    .as("DescribeTable and two writes")
                    .hasSize(3)
                    .allSatisfy(bytes -> assertThat(bytes).isLessThan(MAX_REQUEST));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"id\":\"a\"}",
                "{\"id\":\"a\",\"n\":[1,22,-3.5,1E+100]}",
                "{\"id\":\"a\",\"e\":[null,true,false,{},[],\"\"]}",
                "{\"id\":\"a\",\"t\":\"\\u0001\\n\\\"\\\\é漢😀\u007f\"}",
                "{\"id\":\"a\",\"\\u0001\\n\\\"é\":{\"\\t\":{\"b\":[[[false]]]}}}"
            })
    void theSizeOnTheWireIsNeverTakenForLess(String json) throws Exception {
        try (TableRoute route = TableRoute.start("")) {
            // Given
            RecordParser parser = new RecordParser(ParseLimits.DEFAULT);
            long expected = WireSize.of(AttributeValues.of(parser.parse(json.getBytes(StandardCharsets.UTF_8))));

            // When
            route.send(json);
            long alone = Collections.max(route.network.bodies());

            // Then
            int around = "{'RequestItems':{'':[{'PutRequest':{'Item':}}]}}".length() + route.table.length();
            assertThat(alone - around).isPositive().isLessThanOrEqualTo(expected);
        }
    }
}
