package dev.caravan.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.caravan.faults.proxy.Action;
import dev.caravan.faults.proxy.AwsErrors;
import dev.caravan.faults.proxy.HttpProxy;
import dev.caravan.testing.SharedServices;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.model.S3Object;

@Timeout(120)
@ExtendWith(LocalKeys.class)
class DoctorCommandTest {

    private static final JsonMapper JSON = new JsonMapper();
    private static final String PROBE = "_caravan-doctor-probe";

    @TempDir
    private Path directory;

    private final ShippedResources resources = new ShippedResources();
    private final Map<String, String> settings = new HashMap<>(resources.settings("127.0.0.1"));
    private final List<HttpProxy> proxies = new ArrayList<>();

    @AfterEach
    void closeProxies() throws IOException {
        for (HttpProxy proxy : proxies) {
            proxy.close();
        }
    }

    @Test
    void whatIsThereAndAllowedIsOkAndWhatWouldChangeSomethingIsNotTried() throws IOException {
        // Given
        putInto(resources.seed);

        // When
        CommandRun run = doctor("--account", "123456789012");
        CommandRun json = doctor("--json", "--account", "123456789012");

        // Then
        assertThat(run.code()).as(run.all()).isZero();
        assertThat(run.err()).isEmpty();
        assertThat(run.out()).contains("doctor: nothing is missing; not tried: ");
        assertThat(json.code()).as(json.all()).isZero();
        assertThat(JSON.readTree(json.out()).path("healthy").asBoolean()).isTrue();
        String stream = "arn:aws:kinesis:us-east-1:123456789012:stream/" + resources.stream;
        String table = "arn:aws:dynamodb:us-east-1:123456789012:table/" + resources.table;
        assertThat(rows(json))
                .contains(
                        "ok|stream " + resources.stream + "|kinesis:DescribeStreamSummary|" + stream + "|",
                        "ok|stream " + resources.stream + "|kinesis:ListShards|" + stream + "|",
                        "ok|stream " + resources.stream + "|kinesis:GetShardIterator|" + stream + "|",
                        "ok|stream " + resources.stream + "|kinesis:GetRecords|" + stream + "|",
                        "ok|table " + resources.table + "|dynamodb:DescribeTable|" + table + "|",
                        "ok|s3://" + resources.lake + "/user-activity/|s3:ListBucket|arn:aws:s3:::" + resources.lake
                                + "|",
                        "not tried|s3://" + resources.lake + "/user-activity/|s3:GetObject|arn:aws:s3:::"
                                + resources.lake + "/user-activity/*|there is no object yet to look at",
                        "ok|s3://" + resources.seed + "/|s3:GetObject|arn:aws:s3:::" + resources.seed + "/*|",
                        "ok|crawler " + resources.lakeCrawler
                                + "|glue:GetCrawler|arn:aws:glue:us-east-1:123456789012:crawler/"
                                + resources.lakeCrawler + "|",
                        "ok|work group primary|athena:GetWorkGroup|arn:aws:athena:us-east-1:123456789012:workgroup/primary|",
                        "ok|Kafka at " + settings.get("kafka.brokers") + "|Describe|topic " + resources.topic + "|",
                        "not tried|role ingest|dynamodb:BatchWriteItem|" + table
                                + "|needed: to try it would change something, or needs what is not there",
                        "info|region|||us-east-1",
                        "info|endpoint s3|||" + settings.get("aws.endpoint.s3") + ", without TLS")
                .anyMatch(row -> row.matches("ok\\|lease table .*\\|dynamodb:DescribeTable\\|.*\\|not there yet: .*"))
                .anyMatch(row -> row.matches("ok\\|clock\\|\\|\\|\\d s (ahead of|behind) the services' clock"))
                .anyMatch(row -> row.matches("info\\|versions\\|.*Camel 4\\.17\\.0, AWS SDK 2.*, Kafka clients \\d.*"))
                .anyMatch(row -> row.startsWith("not tried|role ingest|s3:PutObject|"));
        assertThat(json.all()).doesNotContain(SharedServices.CREDENTIALS.secretAccessKey());
        assertThat(keys(resources.lake)).isEmpty();
    }

    @Test
    void aRefusedCallNamesActionAndResourceToAdd() throws IOException {
        // Given
        on("kinesis", "ListShards", AwsErrors.json(400, "AccessDeniedException", "User ada is not authorized"));
        on("dynamodb", "DescribeTable", AwsErrors.json(400, "AccessDeniedException", "User ada is not authorized"));
        on("s3", "ListObjectsV2", AwsErrors.s3(403, "AccessDenied", "Access Denied"));
        on("glue", "GetCrawler", AwsErrors.json(400, "AccessDeniedException", "User ada is not authorized"));
        on("athena", "GetWorkGroup", AwsErrors.json(400, "AccessDeniedException", "User ada is not authorized"));

        // When
        CommandRun run = doctor("--json");

        // Then
        assertThat(run.code()).as(run.all()).isEqualTo(1);
        assertThat(rows(run))
                .anyMatch(row -> row.startsWith("not allowed|stream " + resources.stream
                        + "|kinesis:ListShards|arn:aws:kinesis:us-east-1:*:stream/" + resources.stream
                        + "|add kinesis:ListShards on arn:aws:kinesis:us-east-1:*:stream/" + resources.stream
                        + " to the role: kinesis:ListShards was answered with status 400 AccessDeniedException"))
                .anyMatch(row -> row.startsWith("not allowed|table " + resources.table + "|dynamodb:DescribeTable|"))
                .anyMatch(row -> row.startsWith("not allowed|s3://" + resources.lake + "/dead-letters/|s3:ListBucket|"))
                .anyMatch(row -> row.startsWith("not allowed|crawler " + resources.lakeCrawler + "|glue:GetCrawler|"))
                .anyMatch(row -> row.startsWith("not allowed|work group primary|athena:GetWorkGroup|"))
                .anyMatch(row -> row.startsWith("ok|stream " + resources.stream + "|kinesis:DescribeStreamSummary|"))
                .anyMatch(row -> row.startsWith("ok|crawler " + resources.lakeCrawler + "|glue:GetTables|"));
    }

    @Test
    void aRefusedHeadWithoutABodyIsAMissingPermissionToo() throws IOException {
        // Given
        putInto(resources.seed);
        on("s3", "HeadObject", AwsErrors.s3(403, "AccessDenied", "Access Denied"));

        // When
        CommandRun run = doctor("ingest", "--json");

        // Then
        assertThat(run.code()).as(run.all()).isEqualTo(1);
        assertThat(rows(run))
                .anyMatch(row -> row.startsWith("not allowed|s3://" + resources.seed + "/|s3:GetObject|arn:aws:s3:::"
                        + resources.seed + "/*|add s3:GetObject"));
    }

    @Test
    void whatIsNotThereIsToldApartFromWhatIsForbidden() throws IOException {
        // Given
        settings.putAll(Map.of(
                "kinesis.stream", "nowhere",
                "dynamodb.table", "nowhere",
                "lake.bucket", "nowhere-at-all",
                "glue.lake-crawler", "nowhere",
                "kafka.topic", "nowhere"));

        // When
        CommandRun run = doctor("ingest", "--json");

        // Then
        assertThat(run.code()).as(run.all()).isEqualTo(1);
        assertThat(rows(run))
                .anyMatch(row -> row.matches("not there\\|stream nowhere\\|.*\\|run setup, or correct its name.*"))
                .anyMatch(row -> row.startsWith("not there|table nowhere|dynamodb:DescribeTable|"))
                .anyMatch(row -> row.startsWith("not there|s3://nowhere-at-all/user-activity/|s3:ListBucket|"))
                .anyMatch(row -> row.startsWith("not there|crawler nowhere|glue:GetCrawler|"))
                .anyMatch(row -> row.startsWith(
                        "not there|Kafka at " + settings.get("kafka.brokers") + "|Describe|topic nowhere|"))
                .noneMatch(row -> row.startsWith("not allowed"));
    }

    @Test
    void nothingThatListensIsUnreachableEverywhereAndSoon() throws IOException {
        // Given
        List.of("kinesis", "dynamodb", "s3", "glue", "athena")
                .forEach(service -> settings.put("aws.endpoint." + service, "http://127.0.0.1:1"));
        settings.put("kafka.brokers", "127.0.0.1:1");
        long begin = System.nanoTime();

        // When
        CommandRun run = doctor("--json");

        // Then
        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofMinutes(1));
        assertThat(run.code()).as(run.all()).isEqualTo(1);
        assertThat(run.all()).doesNotContain("\tat ");
        assertThat(rows(run))
                .anyMatch(row ->
                        row.matches("unreachable\\|stream .*\\|kinesis:DescribeStreamSummary\\|.*got no answer.*"))
                .anyMatch(row -> row.matches(
                        "not tried\\|stream .*\\|kinesis:ListShards\\|.*\\|the call before it had no answer"))
                .anyMatch(row -> row.startsWith("unreachable|table "))
                .anyMatch(row -> row.startsWith("unreachable|lease table "))
                .anyMatch(row -> row.startsWith("unreachable|s3://"))
                .anyMatch(row -> row.startsWith("unreachable|crawler "))
                .anyMatch(row -> row.startsWith("unreachable|work group "))
                .anyMatch(row -> row.startsWith("unreachable|Kafka at 127.0.0.1:1|Connect|127.0.0.1:1|"))
                .contains("not tried|clock|||no answer had a date to compare with");
    }

    @Test
    void refusedCredentialsAreNoMissingPermission() throws IOException {
        // Given
        System.setProperty(LocalKeys.SECRET, "another-secret");

        // When
        CommandRun run = doctor("ingest", "--json");

        // Then
        assertThat(run.code()).as(run.all()).isEqualTo(1);
        assertThat(rows(run))
                .anyMatch(row ->
                        row.matches("wrong\\|stream .*\\|kinesis:DescribeStreamSummary\\|.*Check the credentials.*"))
                .anyMatch(row -> row.matches("wrong\\|s3://.*\\|s3:ListBucket\\|.*SignatureDoesNotMatch.*"))
                .noneMatch(row -> row.startsWith("not allowed"));
        assertThat(run.all()).doesNotContain("another-secret");
    }

    @Test
    void aProbeIsWrittenUnderEachPrefixAndRemoved() throws IOException {
        // Given
        HttpProxy proxy = proxy("s3");

        // When
        CommandRun run = doctor("ingest", "--write-probe", "--json");

        // Then
        assertThat(run.code()).as(run.all()).isZero();
        assertThat(rows(run))
                .contains("ok|s3://" + resources.lake + "/dead-letters/|s3:PutObject|arn:aws:s3:::" + resources.lake
                        + "/dead-letters/*|")
                .noneMatch(row -> row.startsWith("not tried|role ingest|s3:PutObject|"));
        assertThat(proxy.count("PutObject")).isEqualTo(4);
        assertThat(proxy.count("DeleteObject")).isEqualTo(4);
        assertThat(keys(resources.lake)).isEmpty();
        assertThat(keys(resources.seed)).isEmpty();
    }

    @Test
    void aProbeThatMayNotBeRemovedStaysAndIsFoundTheNextTime() throws IOException {
        // Given
        on("s3", "DeleteObject", AwsErrors.s3(403, "AccessDenied", "Access Denied"));

        // When
        CommandRun first = doctor("ingest", "--write-probe", "--json");
        CommandRun second = doctor("ingest", "--write-probe", "--json");

        // Then
        assertThat(first.code()).as(first.all()).isZero();
        assertThat(rows(first))
                .anyMatch(row ->
                        row.matches("ok\\|s3://" + resources.seed + "/\\|s3:PutObject\\|.*\\|s3://" + resources.seed
                                + "/" + PROBE + " is left there: DeleteObject was answered with status 403.*"));
        assertThat(second.code()).as(second.all()).isZero();
        assertThat(rows(second))
                .anyMatch(row -> row.endsWith("|one of before lies there: s3://" + resources.seed + "/" + PROBE));
        assertThat(keys(resources.seed)).containsExactly(PROBE);
    }

    @Test
    void aProbeThatMayNotBeWrittenNamesThePermission() throws IOException {
        // Given
        on("s3", "PutObject", AwsErrors.s3(403, "AccessDenied", "Access Denied"));

        // When
        CommandRun run = doctor("ingest", "--write-probe", "--json");

        // Then
        assertThat(run.code()).as(run.all()).isEqualTo(1);
        assertThat(rows(run))
                .anyMatch(row -> row.startsWith("not allowed|s3://" + resources.seed + "/|s3:PutObject|arn:aws:s3:::"
                        + resources.seed + "/*|add s3:PutObject on arn:aws:s3:::"));
    }

    @Test
    void onlyTheWorkOfIngestAndReportsIsLookedAt() throws IOException {
        // When
        CommandRun run = doctor("crawler");

        // Then
        assertThat(run.code()).as(run.all()).isEqualTo(2);
        assertThat(run.err().strip()).isEqualTo("doctor looks at the work of ingest and reports, got [crawler]");
    }

    private static void putInto(String bucket) {
        SharedServices.s3Client().putObject(put -> put.bucket(bucket).key("a.json"), RequestBody.fromString("[]"));
    }

    private void on(String service, String operation, Action action) throws IOException {
        proxy(service).on(operation, action);
    }

    private HttpProxy proxy(String service) throws IOException {
        HttpProxy proxy = HttpProxy.start(URI.create(settings.get("aws.endpoint." + service)));
        proxies.add(proxy);
        settings.put("aws.endpoint." + service, proxy.endpoint().toString());
        return proxy;
    }

    private CommandRun doctor(String... words) throws IOException {
        List<String> line = new ArrayList<>(List.of("doctor"));
        line.addAll(Arrays.asList(words));
        line.add("--config=" + ShippedResources.file(directory, settings));
        return CommandRun.of(line.toArray(String[]::new));
    }

    /** {@code STATE|WHAT|PERMISSION|RESOURCE|DETAIL}. In tests the log comes first on the same stream. */
    private static List<String> rows(CommandRun run) throws IOException {
        return StreamSupport.stream(
                        JSON.readTree(run.out().substring(run.out().indexOf("{\n")))
                                .path("rows")
                                .spliterator(),
                        false)
                .map(row -> String.join(
                        "|",
                        text(row, "state"),
                        text(row, "what"),
                        text(row, "permission"),
                        text(row, "resource"),
                        text(row, "detail")))
                .toList();
    }

    private static String text(JsonNode row, String name) {
        return row.path(name).asText();
    }

    private static List<String> keys(String bucket) {
        return SharedServices.s3Client().listObjectsV2(list -> list.bucket(bucket)).contents().stream()
                .map(S3Object::key)
                .toList();
    }
}
