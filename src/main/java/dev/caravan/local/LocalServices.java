package dev.caravan.local;

import dev.caravan.local.athena.LocalAthena;
import dev.caravan.local.dynamodb.LocalDynamoDb;
import dev.caravan.local.glue.LocalGlue;
import dev.caravan.local.kafka.LocalKafka;
import dev.caravan.local.kinesis.LocalKinesis;
import dev.caravan.local.mail.LocalMail;
import dev.caravan.local.process.LocalStartException;
import dev.caravan.local.process.LoopbackPort;
import dev.caravan.local.s3.LocalS3;
import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/** All embedded services of one run, from their start to their stop. */
public final class LocalServices implements AutoCloseable {
    private final DataDirectory directory;
    private final RunningServices running;
    private final LocalCredentials credentials;
    private final LocalKafka kafka;
    private final LocalKinesis kinesis;
    private final LocalDynamoDb dynamoDb;
    private final LocalS3 s3;
    private final LocalGlue glue;
    private final LocalAthena athena;
    private final LocalMail mail;

    private LocalServices(DataDirectory directory, Startup startup, LocalSettings settings) {
        CompletableFuture<LocalKafka> startingKafka = Starts.kafka(startup, settings);
        CompletableFuture<LocalKinesis> startingKinesis = Starts.kinesis(startup, settings);
        CompletableFuture<LocalDynamoDb> startingDynamoDb = Starts.dynamoDb(startup, settings);
        CompletableFuture<S3Access> startingS3 = Starts.s3(startup, settings);
        CompletableFuture<LocalGlue> startingGlue = Starts.glue(startup, settings, startingS3);
        CompletableFuture<LocalAthena> startingAthena = Starts.athena(startup, settings, startingS3, startingGlue);
        CompletableFuture<LocalMail> startingMail = Starts.mail(startup, settings);
        this.directory = directory;
        this.credentials = settings.credentials();
        this.running = startup.await();
        this.kafka = startingKafka.join();
        this.kinesis = startingKinesis.join();
        this.dynamoDb = startingDynamoDb.join();
        this.s3 = startingS3.join().service();
        this.glue = startingGlue.join();
        this.athena = startingAthena.join();
        this.mail = startingMail.join();
    }

    /**
     * Starts all services side by side and returns when all are ready.
     *
     * @param progress called once for each service as it becomes ready, one call at a time, from threads of the start
     * @throws dev.caravan.settings.SettingsException if the data directory cannot be used
     * @throws LocalStartException if any service does not start, saying which and why; nothing is left running then
     */
    public static LocalServices start(LocalSettings settings, Consumer<StartedService> progress) {
        return start(DataDirectory.take(settings.dataDirectory()), settings, progress);
    }

    /**
     * As {@link #start(LocalSettings, Consumer)}, in a directory that is taken already. It is given up with the services,
     * or when they do not start.
     *
     * @param directory the one of the settings
     */
    public static LocalServices start(
            DataDirectory directory, LocalSettings settings, Consumer<StartedService> progress) {
        try {
            return new LocalServices(directory, new Startup(progress), settings);
        } catch (RuntimeException e) {
            directory.close();
            throw e;
        }
    }

    /** Where each service is reached: a URL for AWS services, {@code host:port} for the others. */
    public Map<LocalService, String> endpoints() {
        Map<LocalService, String> endpoints = new EnumMap<>(LocalService.class);
        endpoints.put(LocalService.KAFKA, kafka.bootstrapServers());
        endpoints.put(LocalService.KINESIS, kinesis.endpoint().toString());
        endpoints.put(LocalService.DYNAMODB, dynamoDb.endpoint().toString());
        endpoints.put(LocalService.S3, s3.endpoint().toString());
        endpoints.put(LocalService.GLUE, glue.endpoint().toString());
        endpoints.put(LocalService.ATHENA, athena.endpoint().toString());
        endpoints.put(LocalService.SMTP, LoopbackPort.address(mail.smtpPort()));
        endpoints.put(LocalService.IMAP, LoopbackPort.address(mail.imapPort()));
        return Collections.unmodifiableMap(endpoints);
    }

    /**
     * The environment in which any AWS tool or SDK, and Caravan, uses these services: names and values, in the order in
     * which to print them.
     */
    public Map<String, String> environment() {
        Map<String, String> environment = new LinkedHashMap<>();
        environment.put("AWS_ENDPOINT_URL_KINESIS", kinesis.endpoint().toString());
        environment.put("AWS_ENDPOINT_URL_DYNAMODB", dynamoDb.endpoint().toString());
        environment.put("AWS_ENDPOINT_URL_S3", s3.endpoint().toString());
        environment.put("AWS_ENDPOINT_URL_GLUE", glue.endpoint().toString());
        environment.put("AWS_ENDPOINT_URL_ATHENA", athena.endpoint().toString());
        environment.put("AWS_ACCESS_KEY_ID", credentials.accessKeyId());
        environment.put("AWS_SECRET_ACCESS_KEY", credentials.secretAccessKey());
        environment.put("AWS_REGION", credentials.region());
        environment.put("KAFKA_BOOTSTRAP_SERVERS", kafka.bootstrapServers());
        environment.put("KAFKA_BROKERS", kafka.bootstrapServers());
        environment.put("SMTP_HOST", LoopbackPort.HOST);
        environment.put("SMTP_PORT", Integer.toString(mail.smtpPort()));
        return Collections.unmodifiableMap(environment);
    }

    public LocalCredentials credentials() {
        return credentials;
    }

    public LocalKafka kafka() {
        return kafka;
    }

    public LocalKinesis kinesis() {
        return kinesis;
    }

    public LocalDynamoDb dynamoDb() {
        return dynamoDb;
    }

    public LocalS3 s3() {
        return s3;
    }

    public LocalMail mail() {
        return mail;
    }

    /**
     * Stops all services in the reverse of their order, each within 20 s, and gives the data directory up. Idempotent.
     *
     * @throws IllegalStateException naming services that did not stop cleanly, after all were tried
     */
    @Override
    public void close() {
        try {
            running.close();
        } finally {
            directory.close();
        }
    }
}
