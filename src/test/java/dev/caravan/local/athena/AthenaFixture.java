package dev.caravan.local.athena;

import dev.caravan.local.athena.engine.LakeFixture;
import dev.caravan.local.glue.catalog.GlueCatalog;
import dev.caravan.local.process.LocalDirectory;
import dev.caravan.local.protocol.Credentials;
import dev.caravan.local.s3.LocalS3;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import org.awaitility.Awaitility;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.athena.AthenaClient;
import software.amazon.awssdk.services.athena.model.Datum;
import software.amazon.awssdk.services.athena.model.InvalidRequestException;
import software.amazon.awssdk.services.athena.model.QueryExecution;
import software.amazon.awssdk.services.athena.model.QueryExecutionState;
import software.amazon.awssdk.services.athena.model.Row;
import software.amazon.awssdk.services.athena.model.StartQueryExecutionRequest;
import software.amazon.awssdk.services.s3.S3Client;

/** S3, Glue's catalog and Athena on the lake of {@link LakeFixture}, and clients of the SDK. */
final class AthenaFixture implements AutoCloseable {
    static final String RESULTS = "s3://results/run/";

    private static final Credentials KEYS = new Credentials("key", "secret");
    private static final StaticCredentialsProvider PROVIDER =
            StaticCredentialsProvider.create(AwsBasicCredentials.create(KEYS.accessKeyId(), KEYS.secretAccessKey()));

    final LocalS3 s3Service;
    final S3Client s3;
    final GlueCatalog catalog;
    final LocalAthena service;
    final AthenaClient athena;

    AthenaFixture(Path directory) throws IOException {
        s3Service = LocalS3.start(directory.resolve("s3"), 0, KEYS);
        s3 = S3Client.builder()
                .endpointOverride(s3Service.endpoint())
                .credentialsProvider(PROVIDER)
                .region(Region.US_EAST_1)
                .forcePathStyle(true)
                .build();
        s3.createBucket(request -> request.bucket("results"));
        s3.createBucket(request -> request.bucket("lake"));
        catalog = new LakeFixture(s3Service.objects()).catalog();
        service = LocalAthena.start(
                new LocalAthenaSettings(
                        0,
                        KEYS,
                        Clock.systemUTC(),
                        LocalDirectory.find(),
                        s3Service.objects(),
                        directory.resolve("athena")),
                catalog,
                s3);
        athena = client(service.endpoint(), PROVIDER);
    }

    private static AthenaClient client(URI endpoint, StaticCredentialsProvider provider) {
        return AthenaClient.builder()
                .endpointOverride(endpoint)
                .credentialsProvider(provider)
                .region(Region.US_EAST_1)
                .build();
    }

    /** Starts a statement in database {@code shop}; returns its id. */
    String start(String sql, Consumer<StartQueryExecutionRequest.Builder> more) {
        return athena.startQueryExecution(request -> {
                    request.queryString(sql)
                            .queryExecutionContext(context -> context.database("shop"))
                            .resultConfiguration(result -> result.outputLocation(RESULTS));
                    more.accept(request);
                })
                .queryExecutionId();
    }

    QueryExecution execution(String id) {
        return athena.getQueryExecution(request -> request.queryExecutionId(id)).queryExecution();
    }

    /** Waits for a final state. */
    QueryExecution ended(String id) {
        return Awaitility.await()
                .atMost(Duration.ofSeconds(90))
                .pollInterval(Duration.ofMillis(50))
                .until(
                        () -> execution(id),
                        execution -> execution.status().state() != QueryExecutionState.QUEUED
                                && execution.status().state() != QueryExecutionState.RUNNING);
    }

    /** Runs a statement that must succeed; returns its id. */
    String run(String sql) {
        String id = start(sql, request -> {});
        QueryExecution ended = ended(id);
        if (ended.status().state() != QueryExecutionState.SUCCEEDED) {
            throw new AssertionError(sql + ": " + ended.status());
        }
        return id;
    }

    /** Runs a statement that must succeed; returns all its rows, null for NULL. */
    List<List<String>> rows(String sql) {
        String id = run(sql);
        return athena.getQueryResultsPaginator(request -> request.queryExecutionId(id)).stream()
                .flatMap(page -> page.resultSet().rows().stream())
                .map(AthenaFixture::values)
                .toList();
    }

    /** Runs a statement that must fail; returns the reason, of the refusal or of the execution. */
    String failure(String sql) {
        String id;
        try {
            id = start(sql, request -> {});
        } catch (InvalidRequestException e) {
            return e.awsErrorDetails().errorMessage();
        }
        QueryExecution ended = ended(id);
        if (ended.status().state() != QueryExecutionState.FAILED) {
            throw new AssertionError(sql + ": " + ended.status());
        }
        return ended.status().stateChangeReason();
    }

    /** Puts an object into bucket {@code lake}. */
    void put(String key, String text) {
        s3.putObject(request -> request.bucket("lake").key(key), RequestBody.fromString(text));
    }

    static List<String> values(Row row) {
        return row.data().stream().map(Datum::varCharValue).toList();
    }

    @Override
    public void close() {
        athena.close();
        service.close();
        s3.close();
        s3Service.close();
    }
}
