package dev.caravan.aws;

import dev.caravan.measure.EachMeasure;
import dev.caravan.measure.Measures;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.nio.NioEventLoopGroup;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.apache.camel.spi.Registry;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;
import software.amazon.awssdk.http.Protocol;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.apache.ApacheHttpClient;
import software.amazon.awssdk.http.async.SdkAsyncHttpClient;
import software.amazon.awssdk.http.nio.netty.NettyNioAsyncHttpClient;
import software.amazon.awssdk.http.nio.netty.SdkEventLoopGroup;
import software.amazon.awssdk.services.athena.AthenaClient;
import software.amazon.awssdk.services.cloudwatch.CloudWatchAsyncClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbAsyncClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.glue.GlueClient;
import software.amazon.awssdk.services.kinesis.KinesisAsyncClient;
import software.amazon.awssdk.services.kinesis.KinesisClient;
import software.amazon.awssdk.services.quicksight.QuickSightClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3Configuration;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;
import software.amazon.awssdk.services.ses.SesClient;

/**
 * One client of each kind, sharing two HTTP clients; closing this closes them all.
 *
 * <p>A call takes at most 60 s with the SDK's own retries, an attempt at most 20 s. What fails longer is retried in
 * place by the batch that needs it.
 */
public final class AwsClients implements AutoCloseable {

    private static final Duration CALL = Duration.ofSeconds(60);
    private static final Duration ATTEMPT = Duration.ofSeconds(20);
    private static final int MAX_CONNECTIONS = 128;
    private static final int CLOSE_SECONDS = 5;

    private final AwsAccess access;
    private final SdkHttpClient http = ApacheHttpClient.builder()
            .maxConnections(MAX_CONNECTIONS)
            .connectionTimeout(Duration.ofSeconds(5))
            .socketTimeout(ATTEMPT)
            .build();
    // Our own: the SDK's would wait for 2 s at the end of every command for work that nobody has any more.
    private final EventLoopGroup eventLoop = new NioEventLoopGroup(0, new DefaultThreadFactory("caravan-aws", true));
    // Kinesis is polled, which needs no HTTP/2; stand-ins for AWS often speak HTTP/1.1 only.
    private final SdkAsyncHttpClient asyncHttp = NettyNioAsyncHttpClient.builder()
            .eventLoopGroup(SdkEventLoopGroup.create(eventLoop))
            .protocol(Protocol.HTTP1_1)
            .maxConcurrency(MAX_CONNECTIONS)
            .connectionTimeout(Duration.ofSeconds(5))
            .readTimeout(ATTEMPT)
            .build();
    private final S3Client s3;
    private final S3Presigner s3Presigner;
    private final KinesisClient kinesis;
    private final KinesisAsyncClient kinesisAsync;
    private final DynamoDbClient dynamoDb;
    private final DynamoDbAsyncClient dynamoDbAsync;
    private final CloudWatchAsyncClient cloudWatchAsync;
    private final GlueClient glue;
    private final AthenaClient athena;
    private final SesClient ses;
    private QuickSightClient quickSight;

    public AwsClients(AwsAccess access) {
        this(access, Measures.NONE);
    }

    /** @param measures take what the clients of the sinks, S3 and DynamoDB, are answered */
    public AwsClients(AwsAccess access, Measures measures) {
        this.access = access;
        this.s3 = measured(S3Client.builder(), AwsService.S3, measures)
                .httpClient(http)
                .forcePathStyle(isPathStyle(access))
                .build();
        this.s3Presigner = presigner(access);
        this.kinesis = common(KinesisClient.builder(), AwsService.KINESIS)
                .httpClient(http)
                .build();
        this.kinesisAsync = common(KinesisAsyncClient.builder(), AwsService.KINESIS)
                .httpClient(asyncHttp)
                .build();
        this.dynamoDb = measured(DynamoDbClient.builder(), AwsService.DYNAMODB, measures)
                .httpClient(http)
                .build();
        this.dynamoDbAsync = common(DynamoDbAsyncClient.builder(), AwsService.DYNAMODB)
                .httpClient(asyncHttp)
                .build();
        this.cloudWatchAsync = common(CloudWatchAsyncClient.builder(), AwsService.CLOUDWATCH)
                .httpClient(asyncHttp)
                .build();
        this.glue =
                common(GlueClient.builder(), AwsService.GLUE).httpClient(http).build();
        this.athena = common(AthenaClient.builder(), AwsService.ATHENA)
                .httpClient(http)
                .build();
        // One attempt a call: the SDK's repetition after a lost answer would be a second mail.
        this.ses = common(SesClient.builder(), AwsService.SES)
                .httpClient(http)
                .overrideConfiguration(
                        timeouts().retryStrategy(AwsRetryStrategy.doNotRetry()).build())
                .build();
    }

    /** A stand-in for S3 has no names of its own for buckets. */
    private static boolean isPathStyle(AwsAccess access) {
        return access.endpoint(AwsService.S3).isPresent() || System.getenv("AWS_ENDPOINT_URL_S3") != null;
    }

    private static S3Presigner presigner(AwsAccess access) {
        S3Presigner.Builder builder = S3Presigner.builder()
                .region(access.region())
                .credentialsProvider(access.credentials())
                .serviceConfiguration(S3Configuration.builder()
                        .pathStyleAccessEnabled(isPathStyle(access))
                        .build());
        access.endpoint(AwsService.S3).ifPresent(builder::endpointOverride);
        return builder.build();
    }

    private <B extends AwsClientBuilder<B, C>, C> B common(B builder, AwsService service) {
        access.endpoint(service).ifPresent(builder::endpointOverride);
        return builder.region(access.region())
                .credentialsProvider(access.credentials())
                .overrideConfiguration(timeouts().build());
    }

    private <B extends AwsClientBuilder<B, C>, C> B measured(B builder, AwsService service, Measures measures) {
        return common(builder, service)
                .overrideConfiguration(timeouts()
                        .addMetricPublisher(new CallMetrics(new EachMeasure(List.of(measures))))
                        .build());
    }

    private static ClientOverrideConfiguration.Builder timeouts() {
        return ClientOverrideConfiguration.builder().apiCallTimeout(CALL).apiCallAttemptTimeout(ATTEMPT);
    }

    /** Camel's AWS components and ours find their client by its type. */
    public void bindTo(Registry registry) {
        registry.bind("caravan-s3", S3Client.class, s3);
        registry.bind("caravan-kinesis", KinesisClient.class, kinesis);
        registry.bind("caravan-kinesis-async", KinesisAsyncClient.class, kinesisAsync);
        registry.bind("caravan-dynamodb", DynamoDbClient.class, dynamoDb);
        registry.bind("caravan-dynamodb-async", DynamoDbAsyncClient.class, dynamoDbAsync);
        registry.bind("caravan-cloudwatch-async", CloudWatchAsyncClient.class, cloudWatchAsync);
        registry.bind("caravan-glue", GlueClient.class, glue);
        registry.bind("caravan-athena", AthenaClient.class, athena);
    }

    public S3Client s3() {
        return s3;
    }

    /** Signs addresses of objects; asks nobody. */
    public S3Presigner s3Presigner() {
        return s3Presigner;
    }

    public KinesisClient kinesis() {
        return kinesis;
    }

    public DynamoDbClient dynamoDb() {
        return dynamoDb;
    }

    public GlueClient glue() {
        return glue;
    }

    public AthenaClient athena() {
        return athena;
    }

    /** Built when it is first asked for: by set-ups with a chart alone. */
    public synchronized QuickSightClient quickSight() {
        if (quickSight == null) {
            quickSight = common(QuickSightClient.builder(), AwsService.QUICKSIGHT)
                    .httpClient(http)
                    .build();
        }
        return quickSight;
    }

    /** Never repeats a call by itself. */
    public SesClient ses() {
        return ses;
    }

    @Override
    public synchronized void close() {
        s3.close();
        s3Presigner.close();
        kinesis.close();
        kinesisAsync.close();
        dynamoDb.close();
        dynamoDbAsync.close();
        cloudWatchAsync.close();
        glue.close();
        athena.close();
        if (quickSight != null) {
            quickSight.close();
        }
        ses.close();
        http.close();
        asyncHttp.close();
        eventLoop.shutdownGracefully(0, CLOSE_SECONDS, TimeUnit.SECONDS).awaitUninterruptibly();
    }
}
