package dev.caravan.local;

import dev.caravan.local.athena.LocalAthena;
import dev.caravan.local.athena.LocalAthenaSettings;
import dev.caravan.local.dynamodb.LocalDynamoDb;
import dev.caravan.local.glue.LocalGlue;
import dev.caravan.local.glue.LocalGlueSettings;
import dev.caravan.local.kafka.LocalKafka;
import dev.caravan.local.kinesis.LocalKinesis;
import dev.caravan.local.kinesis.LocalKinesisSettings;
import dev.caravan.local.mail.LocalMail;
import dev.caravan.local.process.LocalDirectory;
import dev.caravan.local.process.LoopbackPort;
import dev.caravan.local.s3.LocalS3;
import java.time.Clock;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;

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

    static CompletableFuture<S3Access> s3(Startup startup, LocalSettings settings) {
        return startup.begin(
                LocalService.S3,
                () -> S3Access.to(
                        LocalS3.start(
                                settings.directory(LocalService.S3),
                                settings.port(LocalService.S3),
                                settings.credentials().keyPair()),
                        settings.credentials()),
                started -> started.service().endpoint().toString());
    }

    /** Glue's crawlers read S3, so that it begins when S3 is ready. */
    static CompletableFuture<LocalGlue> glue(Startup startup, LocalSettings settings, Future<S3Access> s3) {
        int port = settings.port(LocalService.GLUE);
        return startup.begin(
                LocalService.GLUE,
                () -> {
                    LoopbackPort.requireFree("Glue", port);
                    return LocalGlue.start(
                            new LocalGlueSettings(
                                    port,
                                    settings.credentials().keyPair(),
                                    Clock.systemUTC(),
                                    settings.directory(LocalService.GLUE)),
                            Startup.needed(s3).client());
                },
                started -> started.endpoint().toString());
    }

    /** Athena reads Glue's catalog and S3's files. Its engine comes up after it is ready; the first query waits for it. */
    static CompletableFuture<LocalAthena> athena(
            Startup startup, LocalSettings settings, Future<S3Access> s3, Future<LocalGlue> glue) {
        int port = settings.port(LocalService.ATHENA);
        return startup.begin(
                LocalService.ATHENA,
                () -> {
                    LoopbackPort.requireFree("Athena", port);
                    S3Access objects = Startup.needed(s3);
                    return LocalAthena.start(
                            new LocalAthenaSettings(
                                    port,
                                    settings.credentials().keyPair(),
                                    Clock.systemUTC(),
                                    LocalDirectory.find(),
                                    objects.service().objects(),
                                    settings.directory(LocalService.ATHENA)),
                            Startup.needed(glue).catalog(),
                            objects.client());
                },
                started -> started.endpoint().toString());
    }

    static CompletableFuture<LocalMail> mail(Startup startup, LocalSettings settings) {
        return startup.begin(
                LocalService.SMTP,
                () -> LocalMail.start(settings.port(LocalService.SMTP), settings.port(LocalService.IMAP)),
                started -> LoopbackPort.address(started.smtpPort()));
    }
}
