package dev.caravan.testing.quicksight;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The stand-in refuses what the model refuses: without that, tests on it would say nothing. */
class QuickSightStubTest {

    private static final JsonMapper JSON = new JsonMapper();
    private static final String GOOD = """
            {"DataSourceId": "lake", "Name": "lake", "Type": "ATHENA",
             "DataSourceParameters": {"AthenaParameters": {"WorkGroup": "primary"}},
             "Permissions": [{"Principal": "someone", "Actions": ["quicksight:DescribeDataSource"]}],
             "Tags": [{"Key": "caravan:deployment", "Value": "lake"}]}
            """;

    private final QuickSightStub stub = QuickSightStub.start();
    private final HttpClient http = HttpClient.newHttpClient();

    @AfterEach
    void close() {
        stub.close();
    }

    @Test
    void whatTheModelAllowsIsMade() throws Exception {
        HttpResponse<String> made = send("POST", "/accounts/123456789012/data-sources", GOOD);

        assertThat(made.statusCode()).as(made.body()).isEqualTo(200);
        assertThat(stub.violations()).isEmpty();
        assertThat(stub.assets()).containsOnlyKeys("arn:aws:quicksight:unsigned:123456789012:datasource/lake");
    }

    static Stream<Arguments> violations() {
        return Stream.of(
                violation("Type: required", body -> body.remove("Type")),
                violation("Name: required", body -> body.putNull("Name")),
                violation("Type: expected one of", body -> body.put("Type", "ATHENS")),
                violation("Name: expected a string", body -> body.put("Name", 7)),
                violation("Name: 129 characters, expected 1 to 128", body -> body.put("Name", "x".repeat(129))),
                violation("Name: 0 characters", body -> body.put("Name", "")),
                violation("Colour: unknown", body -> body.put("Colour", "red")),
                violation("Tags: 0 members, expected 1 to 200", body -> body.putArray("Tags")),
                violation("Tags: expected a list", body -> body.putObject("Tags")),
                violation(
                        "Tags[].Value: required",
                        body -> body.putArray("Tags").addObject().put("Key", "k")),
                violation("DataSourceParameters: expected an object", body -> body.put("DataSourceParameters", "x")),
                violation(
                        "Permissions[].Actions: required",
                        body -> body.putArray("Permissions").addObject().put("Principal", "someone")));
    }

    @ParameterizedTest
    @MethodSource("violations")
    void whatTheModelDoesNotAllowIsRefusedAndTold(String expected, Consumer<ObjectNode> spoil) throws Exception {
        // Given
        ObjectNode body = (ObjectNode) JSON.readTree(GOOD);
        spoil.accept(body);

        // When
        HttpResponse<String> refused = send("POST", "/accounts/123456789012/data-sources", body.toString());

        // Then
        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(refused.headers().firstValue("x-amzn-ErrorType")).contains("InvalidParameterValueException");
        assertThat(stub.violations()).singleElement().asString().contains("CreateDataSourceRequest." + expected);
        assertThat(stub.assets()).isEmpty();
    }

    @Test
    void pathsAndQueriesAreCheckedToo() throws Exception {
        send("POST", "/accounts/12345/data-sources", GOOD);
        send("GET", "/accounts/123456789012/analyses/a.b", "");
        send("DELETE", "/accounts/123456789012/analyses/a?force-delete-without-recovery=perhaps", "");
        send("GET", "/accounts/123456789012/dashboards/a", "");

        assertThat(stub.violations())
                .satisfiesExactly(
                        account -> assertThat(account).contains("AwsAccountId: 5 characters", "^[0-9]{12}$, got 12345"),
                        id -> assertThat(id).contains("AnalysisId: expected [\\w\\-]+, got a.b"),
                        flag -> assertThat(flag).contains("ForceDeleteWithoutRecovery: expected a boolean"),
                        other -> assertThat(other).endsWith("no such operation"));
    }

    @Test
    void anErrorThatTheModelDoesNotHaveCannotBeAnswered() {
        assertThatThrownBy(() -> ServiceModel.read().status("NoSuchException"))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private HttpResponse<String> send(String method, String path, String body) throws Exception {
        return http.send(
                HttpRequest.newBuilder(stub.endpoint().resolve(path))
                        .method(method, HttpRequest.BodyPublishers.ofString(body))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    private static Arguments violation(String expected, Consumer<ObjectNode> spoil) {
        return Arguments.of(expected, spoil);
    }
}
