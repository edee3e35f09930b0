package dev.caravan.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** On the shipped settings and routes; no service is asked. */
@Timeout(60)
class PolicyCommandTest {

    private static final JsonMapper JSON = new JsonMapper();
    private static final String[] ACCOUNT = {"--account", "123456789012"};

    @TempDir
    private Path directory;

    @Test
    void aRoleIsPrintedAsIamTakesIt() throws IOException {
        // When
        CommandRun run = run("policy", "set-up");

        // Then
        assertThat(run.code()).as(run.all()).isZero();
        assertThat(run.err()).isEmpty();
        ObjectNode policy = (ObjectNode) JSON.readTree(run.out());
        assertThat(names(policy)).containsExactly("Version", "Statement");
        assertThat(policy.path("Statement").path(0).toPrettyString()).isEqualToNormalizingNewlines("""
                {
                  "Sid" : "ManageStreams",
                  "Effect" : "Allow",
                  "Action" : [ "kinesis:CreateStream", "kinesis:DescribeStreamSummary", "kinesis:UpdateStreamMode", \
                "kinesis:UpdateShardCount", "kinesis:IncreaseStreamRetentionPeriod", \
                "kinesis:DecreaseStreamRetentionPeriod", "kinesis:StartStreamEncryption", \
                "kinesis:StopStreamEncryption", "kinesis:AddTagsToStream", "kinesis:DeleteStream" ],
                  "Resource" : "arn:aws:kinesis:us-east-1:123456789012:stream/UserActivityStream"
                }""");
    }

    @Test
    void withoutARoleEachDocumentStandsUnderItsTitle() {
        // When
        CommandRun run = run("policy");

        // Then
        assertThat(run.code()).as(run.all()).isZero();
        assertThat(run.out().lines().filter(line -> line.startsWith("#")))
                .containsExactly(
                        "# Role ingest, named caravan-ingest: its policy",
                        "# Role ingest, named caravan-ingest: who may be it",
                        "# Role reports, named caravan-reports: its policy",
                        "# Role reports, named caravan-reports: who may be it",
                        "# Role crawler, named caravan-crawler: its policy",
                        "# Role crawler, named caravan-crawler: who may be it",
                        "# Role set-up, named caravan-set-up: its policy",
                        "# Role set-up, named caravan-set-up: who may be it",
                        "# Role operator, named caravan-operator: its policy",
                        "# Role operator, named caravan-operator: who may be it",
                        "# Policy of bucket caravan-lake",
                        "# Policy of bucket caravan-query-results",
                        "# Policy of bucket caravan-seed-layout");
        assertThat(Pattern.compile("(?m)^#.*$").splitAsStream(run.out()).skip(1))
                .allSatisfy(document -> assertThat(
                                JSON.readTree(document).path("Version").asText())
                        .isEqualTo("2012-10-17"));
    }

    @Test
    void jsonIsOneDocument() throws IOException {
        // When
        CommandRun all = run("policy", "--json");
        CommandRun one = run("policy", "crawler", "--json");

        // Then
        JsonNode document = JSON.readTree(all.out());
        assertThat(names(document)).containsExactly("roles", "buckets", "notices");
        assertThat(names(document.path("roles"))).containsExactly("ingest", "reports", "crawler", "set-up", "operator");
        assertThat(names(document.path("buckets")))
                .containsExactly("caravan-lake", "caravan-query-results", "caravan-seed-layout");
        JsonNode crawler = JSON.readTree(one.out());
        assertThat(names(crawler)).containsExactly("role", "name", "policy", "trust");
        assertThat(crawler.path("policy"))
                .isEqualTo(document.path("roles").path("crawler").path("policy"));
        assertThat(crawler.path("trust")
                        .path("Statement")
                        .path(0)
                        .path("Condition")
                        .toString())
                .isEqualTo("{\"StringEquals\":{\"aws:SourceAccount\":\"123456789012\"},\"ArnLike\":{\"aws:SourceArn\":"
                        + "[\"arn:aws:glue:us-east-1:123456789012:crawler/caravan-lake\","
                        + "\"arn:aws:glue:us-east-1:123456789012:crawler/caravan-seed-layout\"]}}");
    }

    @Test
    void cloudFormationTrustsThePodsThatAreNamed() throws IOException {
        // When
        CommandRun run = run(
                "policy",
                "--format=cloudformation",
                "--trust=pod-identity",
                "--namespace=data",
                "--service-account=caravan");

        // Then
        assertThat(run.code()).as(run.all()).isZero();
        JsonNode resources = JSON.readTree(run.out()).path("Resources");
        assertThat(principal(resources, "IngestRole")).isEqualTo("{\"Service\":\"pods.eks.amazonaws.com\"}");
        assertThat(principal(resources, "ReportsRole")).isEqualTo("{\"Service\":\"pods.eks.amazonaws.com\"}");
        assertThat(principal(resources, "CrawlerRole")).isEqualTo("{\"Service\":\"glue.amazonaws.com\"}");
        assertThat(principal(resources, "OperatorRole")).isEqualTo("{\"AWS\":\"arn:aws:iam::123456789012:root\"}");
    }

    @Test
    void whatIsNotComputedIsSaidOnStandardError() throws IOException {
        // Given
        Files.writeString(directory.resolve("stock.yaml"), """
                - route:
                    id: stock
                    from:
                      uri: "timer:stock"
                      steps:
                        - to: "kafka:orders?brokers=127.0.0.1:9092"
                """);

        // When
        CommandRun run = run("policy", "ingest", "--routes", directory.toString());

        // Then
        assertThat(run.code()).as(run.all()).isZero();
        assertThat(run.err().strip())
                .isEqualTo("Route stock uses kafka://orders, whose permissions are not computed: add them to the role"
                        + " ingest");
        assertThat(run.out().replaceAll("\\s", "")).isEqualTo("{\"Version\":\"2012-10-17\",\"Statement\":[]}");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "policy ingest | ARNs need the AWS account: give --account 123456789012, or --ask-account to ask AWS for it",
                "policy --account 42 | --account is an AWS account, 12 digits, got 42",
                "policy --account * | --account is an AWS account, 12 digits, got *",
                "policy ingest --account 123456789012 --format cloudformation"
                        + " | --format cloudformation is for all roles together: leave out ingest",
                "policy --account 123456789012 --trust irsa --namespace a --service-account b"
                        + " | --trust irsa needs --oidc-provider",
                "policy --account 123456789012 --trust pod-identity --namespace a"
                        + " | --trust pod-identity needs --service-account",
                "policy --account 123456789012 --namespace a | --trust account has no use for --namespace",
                "policy --account 123456789012 --trust irsa --namespace a --service-account b --oidc-provider *"
                        + " | An OpenID Connect provider is HOST/PATH, such as oidc.eks.REGION.amazonaws.com/id/ID, got *"
            })
    void whatIsMissingOrContradictoryIsBadUsage(String line, String message) {
        // When
        CommandRun run = CommandRun.of(line.strip().split(" "));

        // Then
        assertThat(run.code()).as(run.all()).isEqualTo(2);
        assertThat(run.err().strip()).isEqualTo(message);
        assertThat(run.out()).isEmpty();
    }

    @Test
    void anStsThatDoesNotAnswerIsToldInOneLine() {
        // Given
        System.setProperty("aws.endpointUrlSts", "http://127.0.0.1:1");
        System.setProperty(LocalKeys.KEY, "AKIAEXAMPLE");
        System.setProperty(LocalKeys.SECRET, "a-secret");

        // When
        CommandRun run;
        try {
            run = CommandRun.of("policy", "ingest", "--ask-account");
        } finally {
            List.of("aws.endpointUrlSts", LocalKeys.KEY, LocalKeys.SECRET).forEach(System::clearProperty);
        }

        // Then
        assertThat(run.code()).as(run.all()).isEqualTo(1);
        assertThat(run.err().strip()).hasLineCount(1).startsWith("policy failed: GetCallerIdentity got no answer: ");
        assertThat(run.out()).isEmpty();
    }

    @Test
    void anUnknownRoleIsBadUsageThatNamesTheRoles() {
        // When
        CommandRun run = run("policy", "janitor");

        // Then
        assertThat(run.code()).as(run.all()).isEqualTo(2);
        assertThat(run.err()).contains("janitor", "ingest, reports, crawler, set-up, operator");
    }

    private static String principal(JsonNode resources, String role) {
        return resources
                .path(role)
                .path("Properties")
                .path("AssumeRolePolicyDocument")
                .path("Statement")
                .path(0)
                .path("Principal")
                .toString();
    }

    private static List<String> names(JsonNode node) {
        return node.properties().stream().map(Map.Entry::getKey).toList();
    }

    private static CommandRun run(String... words) {
        String[] line =
                Stream.concat(Arrays.stream(words), Arrays.stream(ACCOUNT)).toArray(String[]::new);
        return CommandRun.of(line);
    }
}
