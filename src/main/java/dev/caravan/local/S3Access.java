package dev.caravan.local;

import dev.caravan.local.s3.LocalS3;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.apache.ApacheHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;

/** The running S3 and the client by which Glue's crawlers and Athena use it; the client goes first. */
record S3Access(LocalS3 service, S3Client client) implements AutoCloseable {
    static S3Access to(LocalS3 service, LocalCredentials credentials) {
        S3Client client = S3Client.builder()
                .endpointOverride(service.endpoint())
                .forcePathStyle(true)
                .region(Region.of(credentials.region()))
                .credentialsProvider(StaticCredentialsProvider.create(
                        AwsBasicCredentials.create(credentials.accessKeyId(), credentials.secretAccessKey())))
                .httpClientBuilder(ApacheHttpClient.builder())
                .build();
        return new S3Access(service, client);
    }

    @Override
    public void close() {
        client.close();
        service.close();
    }
}
