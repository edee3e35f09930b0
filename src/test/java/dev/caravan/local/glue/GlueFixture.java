package dev.caravan.local.glue;

import dev.caravan.testing.SharedServices;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import org.junit.jupiter.api.AfterEach;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.apache.ApacheHttpClient;
import software.amazon.awssdk.services.glue.GlueClient;
import software.amazon.awssdk.services.glue.model.Column;
import software.amazon.awssdk.services.glue.model.PartitionInput;
import software.amazon.awssdk.services.glue.model.StorageDescriptor;
import software.amazon.awssdk.services.glue.model.TableInput;
import software.amazon.awssdk.services.s3.S3Client;

/** A Glue of each test's own, and AWS's client of it. */
abstract class GlueFixture {
    LocalGlue server = start(null);
    GlueClient glue = client();

    @AfterEach
    void stop() {
        glue.close();
        server.close();
    }

    /** Ends the Glue and starts it again on a directory. */
    void restart(Path directory) {
        stop();
        server = start(directory);
        glue = client();
    }

    static LocalGlue start(Path directory) {
        return LocalGlue.start(settings(directory), SharedServices.s3Client());
    }

    static LocalGlueSettings settings(Path directory) {
        return new LocalGlueSettings(0, SharedServices.CREDENTIALS, Clock.systemUTC(), directory);
    }

    /** A client of the shared S3 whose calls a test may hold up. */
    static S3Client s3(ExecutionInterceptor interceptor) {
        return S3Client.builder()
                .endpointOverride(SharedServices.s3().endpoint())
                .forcePathStyle(true)
                .region(SharedServices.REGION)
                .credentialsProvider(SharedServices.credentialsProvider())
                .httpClientBuilder(ApacheHttpClient.builder())
                .overrideConfiguration(settings -> settings.addExecutionInterceptor(interceptor))
                .build();
    }

    GlueClient client() {
        return client(server.endpoint());
    }

    static GlueClient client(URI endpoint) {
        return GlueClient.builder()
                .endpointOverride(endpoint)
                .region(SharedServices.REGION)
                .credentialsProvider(SharedServices.credentialsProvider())
                .httpClientBuilder(ApacheHttpClient.builder())
                .build();
    }

    static void put(String bucket, String key, String text) {
        SharedServices.s3Client()
                .putObject(
                        request -> request.bucket(bucket).key(key),
                        RequestBody.fromBytes(text.getBytes(StandardCharsets.UTF_8)));
    }

    void createLake() {
        glue.createDatabase(request -> request.databaseInput(database -> database.name("lake")));
    }

    void createTable(String name) {
        glue.createTable(request -> request.databaseName("lake").tableInput(table(name)));
    }

    static TableInput table(String name) {
        return TableInput.builder()
                .name(name)
                .tableType("EXTERNAL_TABLE")
                .storageDescriptor(storage("s3://bucket/" + name + "/"))
                .partitionKeys(
                        Column.builder().name("dt").type("string").build(),
                        Column.builder().name("hour").type("int").build())
                .build();
    }

    static StorageDescriptor storage(String location) {
        return StorageDescriptor.builder()
                .columns(Column.builder().name("user_id").type("string").build())
                .location(location)
                .build();
    }

    static PartitionInput partition(String... values) {
        return PartitionInput.builder()
                .values(values)
                .storageDescriptor(storage("s3://bucket/clicks/" + String.join("/", values) + "/"))
                .build();
    }
}
