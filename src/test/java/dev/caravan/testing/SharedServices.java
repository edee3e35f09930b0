package dev.caravan.testing;

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
import dev.caravan.local.protocol.Credentials;
import dev.caravan.local.s3.LocalS3;
import java.net.URI;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.http.apache.ApacheHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.athena.AthenaClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.glue.GlueClient;
import software.amazon.awssdk.services.kinesis.KinesisClient;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * Embedded services and clients for tests, each started at its first use and shared by all tests of the JVM. Nobody
 * closes them: that happens when the JVM ends, together with the removal of their data. Tests keep out of one another's
 * way by {@link #uniqueName(String)}.
 */
public final class SharedServices {
    public static final Region REGION = Region.US_EAST_1;
    /** Letters and digits only: DynamoDB Local takes no other access key. */
    public static final Credentials CREDENTIALS = new Credentials("CARAVANTEST", "caravan-test-secret");

    private static final String RUN = UUID.randomUUID().toString().substring(0, 8);
    private static final AtomicInteger NAMES = new AtomicInteger();

    private static final Shared<SharedDirectory> DIRECTORY = new Shared<>(SharedDirectory::create);
    private static final Shared<LocalKafka> KAFKA =
            new Shared<>(() -> LocalKafka.start(DIRECTORY.get().of("kafka"), 0));
    private static final Shared<Admin> KAFKA_ADMIN =
            new Shared<>(() -> Admin.create(Map.of("bootstrap.servers", kafka().bootstrapServers())));
    private static final Shared<LocalKinesis> KINESIS =
            new Shared<>(() -> LocalKinesis.start(LocalKinesisSettings.of(CREDENTIALS, REGION.id())));
    private static final Shared<KinesisClient> KINESIS_CLIENT =
            new Shared<>(() -> client(KinesisClient.builder(), kinesis().endpoint()));
    private static final Shared<LocalDynamoDb> DYNAMO_DB = new Shared<>(
            () -> LocalDynamoDb.start(LocalDirectory.find(), DIRECTORY.get().of("dynamodb"), 0));
    private static final Shared<DynamoDbClient> DYNAMO_DB_CLIENT =
            new Shared<>(() -> client(DynamoDbClient.builder(), dynamoDb().endpoint()));
    private static final Shared<LocalS3> S3 =
            new Shared<>(() -> LocalS3.start(DIRECTORY.get().of("s3"), 0, CREDENTIALS));
    private static final Shared<S3Client> S3_CLIENT =
            new Shared<>(() -> client(S3Client.builder().forcePathStyle(true), s3().endpoint()));

    private static final Shared<LocalGlue> GLUE = new Shared<>(() -> LocalGlue.start(
            new LocalGlueSettings(
                    0, CREDENTIALS, Clock.systemUTC(), DIRECTORY.get().of("glue")),
            s3Client()));
    private static final Shared<GlueClient> GLUE_CLIENT =
            new Shared<>(() -> client(GlueClient.builder(), glue().endpoint()));
    private static final Shared<LocalAthena> ATHENA = new Shared<>(() -> LocalAthena.start(
            new LocalAthenaSettings(
                    0,
                    CREDENTIALS,
                    Clock.systemUTC(),
                    LocalDirectory.find(),
                    s3().objects(),
                    DIRECTORY.get().of("athena")),
            glue().catalog(),
            s3Client()));
    private static final Shared<AthenaClient> ATHENA_CLIENT =
            new Shared<>(() -> client(AthenaClient.builder(), athena().endpoint()));
    private static final Shared<LocalMail> MAIL = new Shared<>(() -> LocalMail.start(0, 0));

    private SharedServices() {}

    /** The broker; {@link LocalKafka#bootstrapServers()} is its address. Topics must be created. */
    public static LocalKafka kafka() {
        return KAFKA.get();
    }

    public static Admin kafkaAdmin() {
        return KAFKA_ADMIN.get();
    }

    /** Creates a topic of a new name and returns the name. */
    public static String createTopic(int partitions) {
        String topic = uniqueName("topic");
        try {
            kafkaAdmin()
                    .createTopics(List.of(new NewTopic(topic, partitions, (short) 1)))
                    .all()
                    .get(30, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw new IllegalStateException("Cannot create topic " + topic, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while creating topic " + topic, e);
        }
        return topic;
    }

    /** Without a data directory: streams end with the JVM. */
    public static LocalKinesis kinesis() {
        return KINESIS.get();
    }

    public static KinesisClient kinesisClient() {
        return KINESIS_CLIENT.get();
    }

    /** Creates a stream of a new name, waits until it is ACTIVE, and returns the name. */
    public static String createStream(int shards) {
        String stream = uniqueName("stream");
        kinesisClient().createStream(create -> create.streamName(stream).shardCount(shards));
        kinesisClient().waiter().waitUntilStreamExists(describe -> describe.streamName(stream));
        return stream;
    }

    public static LocalDynamoDb dynamoDb() {
        return DYNAMO_DB.get();
    }

    public static DynamoDbClient dynamoDbClient() {
        return DYNAMO_DB_CLIENT.get();
    }

    public static LocalS3 s3() {
        return S3.get();
    }

    public static S3Client s3Client() {
        return S3_CLIENT.get();
    }

    /** Its crawlers read {@link #s3()}. */
    public static LocalGlue glue() {
        return GLUE.get();
    }

    public static GlueClient glueClient() {
        return GLUE_CLIENT.get();
    }

    /** Over {@link #glue()} and {@link #s3()}. */
    public static LocalAthena athena() {
        return ATHENA.get();
    }

    public static AthenaClient athenaClient() {
        return ATHENA_CLIENT.get();
    }

    /** Tests tell their mails apart by recipients of unique names. */
    public static LocalMail mail() {
        return MAIL.get();
    }

    /** Creates a bucket of a new name and returns the name. */
    public static String createBucket() {
        String bucket = uniqueName("bucket");
        s3Client().createBucket(create -> create.bucket(bucket));
        return bucket;
    }

    /** The one key pair that every shared service accepts. */
    public static AwsCredentialsProvider credentialsProvider() {
        return StaticCredentialsProvider.create(
                AwsBasicCredentials.create(CREDENTIALS.accessKeyId(), CREDENTIALS.secretAccessKey()));
    }

    /**
     * A name that no other test has, now or in another run: lower case, fit for topics, streams, tables and buckets.
     *
     * @param kind letters and digits, for example {@code topic}
     */
    public static String uniqueName(String kind) {
        return kind.toLowerCase(Locale.ROOT) + "-" + RUN + "-" + NAMES.incrementAndGet();
    }

    private static <B extends AwsSyncClientBuilder<B, C> & AwsClientBuilder<B, C>, C> C client(
            B builder, URI endpoint) {
        return builder.endpointOverride(endpoint)
                .region(REGION)
                .credentialsProvider(credentialsProvider())
                .httpClientBuilder(ApacheHttpClient.builder())
                .build();
    }
}
