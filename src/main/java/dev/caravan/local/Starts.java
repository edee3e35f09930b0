package dev.caravan.local;

import dev.caravan.local.athena.LocalAthena;
import dev.caravan.local.athena.LocalAthenaSettings;
import dev.caravan.local.glue.LocalGlue;
import dev.caravan.local.glue.LocalGlueSettings;
import java.time.Clock;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.apache.ApacheHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import dev.caravan.local.dynamodb.LocalDynamoDb;
import dev.caravan.local.kafka.LocalKafka;
import dev.caravan.local.kinesis.LocalKinesis;
import dev.caravan.local.kinesis.LocalKinesisSettings;
import dev.caravan.local.mail.LocalMail;
import dev.caravan.local.process.LocalDirectory;
import dev.caravan.local.process.LoopbackPort;
import dev.caravan.local.s3.LocalS3;
import java.util.concurrent.CompletableFuture;

/** How each service is begun with the settings of the whole: its directory, its port, the key pair. */
final class Starts {
    private Starts() {}

    static CompletableFuture<LocalKafka> kafka(Startup startup, LocalSettings settings) {
        return startup.begin(
                LocalService.KAFKA,
                () -> LocalKafka.start(settings.directory(LocalService.KAFKA), settings.port(LocalService.KAFKA)),
                LocalKafka::bootstrapServers);
    }

    static CompletableFuture<LocalKinesis> kinesis(Startup startup, LocalSettings settings) {
        LocalCredentials credentials = settings.credentials();
        int port = settings.port(LocalService.KINESIS);
        return startup.begin(
                LocalService.KINESIS,
                () -> {
                    LoopbackPort.requireFree("Kinesis", port);
                    return LocalKinesis.start(LocalKinesisSettings.of(credentials.keyPair(), credentials.region())
                            .withPort(port)
                            .withDataDirectory(settings.directory(LocalService.KINESIS)));
                },
                started -> started.endpoint().toString());
    }

    static CompletableFuture<LocalDynamoDb> dynamoDb(Startup startup, LocalSettings settings) {
        return startup.begin(
                LocalService.DYNAMODB,
                () -> LocalDynamoDb.start(
                        LocalDirectory.find(),
                        settings.directory(LocalService.DYNAMODB),
                        settings.port(LocalService.DYNAMODB)),
                started -> started.endpoint().toString());
    }

    static CompletableFuture<LocalS3> s3(Startup startup, LocalSettings settings) {
        return startup.begin(
                LocalService.S3,
                () -> LocalS3.start(
                        settings.directory(LocalService.S3),
                        settings.port(LocalService.S3),
                        settings.credentials().keyPair()),
                started -> started.endpoint().toString());
    }

    /** The crawlers read objects, so this one waits for S3. */
    static CompletableFuture<LocalGlue> glue(
            Startup startup, LocalSettings settings, CompletableFuture<LocalS3> startingS3) {
        return startup.begin(
                LocalService.GLUE,
                () -> {
                    int port = settings.port(LocalService.GLUE);
                    LoopbackPort.requireFree("Glue", port);
                    return LocalGlue.start(
                            new LocalGlueSettings(
                                    port,
                                    settings.credentials().keyPair(),
                                    Clock.systemUTC(),
                                    settings.directory(LocalService.GLUE)),
                            s3Client(startingS3.join(), settings));
                },
                started -> started.endpoint().toString());
    }

    /** The engine reads the buckets' directory and takes tables from Glue's catalog, so this one waits for both. */
    static CompletableFuture<LocalAthena> athena(
            Startup startup,
            LocalSettings settings,
            CompletableFuture<LocalS3> startingS3,
            CompletableFuture<LocalGlue> startingGlue) {
        return startup.begin(
                LocalService.ATHENA,
                () -> {
                    int port = settings.port(LocalService.ATHENA);
                    LoopbackPort.requireFree("Athena", port);
                    return LocalAthena.start(
                            new LocalAthenaSettings(
                                    port,
                                    settings.credentials().keyPair(),
                                    Clock.systemUTC(),
                                    LocalDirectory.find(),
                                    startingS3.join().objects(),
                                    settings.directory(LocalService.ATHENA)),
                            startingGlue.join().catalog(),
                            s3Client(startingS3.join(), settings));
                },
                started -> started.endpoint().toString());
    }

    private static S3Client s3Client(LocalS3 s3, LocalSettings settings) {
        LocalCredentials credentials = settings.credentials();
        return S3Client.builder()
                .endpointOverride(s3.endpoint())
                .region(Region.of(credentials.region()))
                .forcePathStyle(true)
                .httpClient(ApacheHttpClient.create())
                .credentialsProvider(StaticCredentialsProvider.create(
                        AwsBasicCredentials.create(credentials.accessKeyId(), credentials.secretAccessKey())))
                .build();
    }

    static CompletableFuture<LocalMail> mail(Startup startup, LocalSettings settings) {
        return startup.begin(
                LocalService.SMTP,
                () -> LocalMail.start(settings.port(LocalService.SMTP), settings.port(LocalService.IMAP)),
                started -> LoopbackPort.address(started.smtpPort()));
    }
}
