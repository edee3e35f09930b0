package dev.caravan.generate.verify;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.List;
import org.junit.jupiter.api.Test;

class CheckTableTest {

    private static final CheckTable TABLE = new CheckTable(List.of(
            new Check("Kinesis -> S3: good records, Athena count", "9900", "9900", true, ""),
            new Check("Kafka -> DynamoDB: items", "9801", "9799", false, "lost: 2 ids: a, b\ndoubled: 1 id: c"),
            new Check("dead letters, per reason", "250 in 10", "250 in 10", true, "not shown")));

    @Test
    void theTableIsAlignedAndSaysWhatDiffers() {
        assertThat(TABLE.text()).isEqualTo("""
                        check                                       expected      found  result
                        Kinesis -> S3: good records, Athena count       9900       9900  PASS
                        Kafka -> DynamoDB: items                        9801       9799  FAIL
                            lost: 2 ids: a, b
                            doubled: 1 id: c
                        dead letters, per reason                   250 in 10  250 in 10  PASS""");
    }

    @Test
    void theVerdictCounts() {
        assertThat(TABLE.verdict()).isEqualTo("FAIL (2 of 3)");
        assertThat(new CheckTable(TABLE.checks().subList(0, 1)).verdict()).isEqualTo("PASS (1 of 1)");
        assertThat(new CheckTable(List.of()).passed()).isFalse();
    }

    @Test
    void theJsonHoldsEveryDetail() throws Exception {
        // When
        JsonNode json = new JsonMapper().readTree(TABLE.json());

        // Then
        assertThat(json.get("passed").asBoolean()).isFalse();
        assertThat(json.get("checks")).hasSize(3);
        assertThat(json.at("/checks/2/detail").asText()).isEqualTo("not shown");
        assertThat(json.at("/checks/1/found").asText()).isEqualTo("9799");
    }
}
