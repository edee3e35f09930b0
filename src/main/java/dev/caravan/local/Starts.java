package dev.caravan.local;

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

    static CompletableFuture<LocalMail> mail(Startup startup, LocalSettings settings) {
        return startup.begin(
                LocalService.SMTP,
                () -> LocalMail.start(settings.port(LocalService.SMTP), settings.port(LocalService.IMAP)),
                started -> LoopbackPort.address(started.smtpPort()));
    }
}
