package dev.caravan.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ValueTypeTest {

    private static final Map<String, ValueType> TYPES = Map.ofEntries(
            Map.entry("text", ValueType.TEXT),
            Map.entry("duration", ValueType.DURATION),
            Map.entry("size", ValueType.SIZE),
            Map.entry("port", ValueType.PORT),
            Map.entry("boolean", ValueType.BOOLEAN),
            Map.entry("address", ValueType.ADDRESS),
            Map.entry("secret", ValueType.SECRET),
            Map.entry("number", ValueType.number(1, 9)),
            Map.entry("count", ValueType.number(0, Integer.MAX_VALUE)),
            Map.entry("word", ValueType.oneOf("TRIM_HORIZON", "LATEST")),
            Map.entry("key", AwsNames.KMS_KEY),
            Map.entry("cluster", AwsNames.MSK_CLUSTER),
            Map.entry("folder", AwsNames.S3_FOLDER),
            Map.entry("role", AwsNames.ROLE));

    @ParameterizedTest
    @CsvSource({
        "text, anything at all",
        "duration, 30s",
        "duration, 1h30m",
        "duration, 250",
        "size, 64MB",
        "size, 0",
        "port, 1",
        "port, 65535",
        "boolean, true",
        "boolean, false",
        "address, http://127.0.0.1:9000",
        "address, https://s3.example.com/",
        "secret, anything at all",
        "number, 1",
        "number, 9",
        "count, 0",
        "count, 2147483647",
        "word, LATEST",
        "key, arn:aws:kms:us-east-1:123456789012:key/1234abcd-12ab-34cd-56ef-1234567890ab",
        "key, arn:aws-cn:kms:cn-north-1:123456789012:key/mrk-1234abcd12ab34cd56ef1234567890ab",
        "key, arn:aws:kms:us-east-1:123456789012:alias/lake",
        "key, alias/lake",
        "key, alias/aws/kinesis",
        "cluster, arn:aws:kafka:us-east-1:123456789012:cluster/events/0f1e2d3c-1",
        "folder, s3://caravan-query-results/",
        "folder, s3://caravan.results/queries/of/reports/",
        "role, caravan-crawler",
        "role, arn:aws:iam::123456789012:role/caravan-crawler",
        "role, arn:aws:iam::123456789012:role/service-role/glue/caravan-crawler"
    })
    void whatIsOfTheTypeIsAccepted(String type, String text) {
        assertThat(TYPES.get(type).accepts(text)).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "duration, soon",
        "duration, 0s",
        "duration, -1s",
        "size, plenty",
        "size, -1",
        "port, 0",
        "port, 65536",
        "port, http",
        "boolean, yes",
        "boolean, TRUE",
        "address, localhost:9000",
        "address, ftp://localhost",
        "address, http://host/path",
        "address, http://[host",
        "number, 0",
        "number, 10",
        "number, 1.5",
        "number, -1",
        "count, 2147483648",
        "count, 99999999999999999999",
        "word, latest",
        "key, lake",
        "key, arn:aws:kms:us-east-1:123456789012:lake",
        "key, arn:aws:kms:us-east-1:1234:key/1234abcd",
        "key, arn:aws:s3:::lake",
        "key, alias/",
        "cluster, events",
        "cluster, arn:aws:kafka:us-east-1:123456789012:cluster/events",
        "cluster, arn:aws:kafka:us-east-1:123456789012:topic/events/0f1e2d3c-1/orders",
        "cluster, arn:aws:kafka:us-east-1:123456789012:cluster/*/0f1e2d3c-1",
        "folder, caravan-query-results/",
        "folder, s3://caravan-query-results",
        "folder, s3://caravan-query-results/queries",
        "folder, s3:///queries/",
        "folder, s3://Results/",
        "folder, s3://results//queries/",
        "folder, https://results.s3.amazonaws.com/",
        "role, role/caravan-crawler",
        "role, arn:aws:iam::123456789012:user/ada",
        "role, arn:aws:iam::1234:role/caravan-crawler",
        "role, caravan crawler"
    })
    void whatIsNotIsRefused(String type, String text) {
        assertThat(TYPES.get(type).accepts(text)).isFalse();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "duration | soon    | a time above 0 such as 30s or 5m",
                "size     | plenty  | a size such as 64MB, 512KB or a number of bytes",
                "port     | 0       | a port from 1 to 65535",
                "address  | s3      | an address such as https://host:port",
                "number   | 10      | a whole number, 1 to 9",
                "count    | -1      | a whole number, 0 or more",
                "key      | lake    | a KMS key, arn:aws:kms:REGION:ACCOUNT:key/ID or alias/NAME",
                "role     | a role  | an IAM role, its name or arn:aws:iam::ACCOUNT:role/NAME",
                "word     | newest  | one of TRIM_HORIZON, LATEST",
                "word     | latest  | one of TRIM_HORIZON, LATEST. Did you mean LATEST?",
                "word     | LATESTS | one of TRIM_HORIZON, LATEST. Did you mean LATEST?",
                "boolean  | True    | one of true, false. Did you mean true?"
            })
    void aRefusalSaysWhatIsExpectedAndMeant(String type, String text, String expected) {
        assertThat(TYPES.get(type).expected(text)).isEqualTo(expected);
    }

    @Test
    void theDocumentationNamesTheWordsAndTheRange() {
        assertThat(TYPES.get("word").name()).isEqualTo("`TRIM_HORIZON`, `LATEST`");
        assertThat(TYPES.get("number").name()).isEqualTo("number, 1 to 9");
    }
}
