package dev.caravan.page;

import dev.caravan.aws.AwsAccess;
import dev.caravan.aws.AwsClients;
import dev.caravan.aws.AwsService;
import dev.caravan.check.Checks;
import dev.caravan.check.Finding;
import dev.caravan.deadletter.read.DeadLetter;
import dev.caravan.deadletter.read.DeadLetterFilter;
import dev.caravan.deadletter.read.DeadLetterReader;
import dev.caravan.deadletter.read.DeadLetterSettings;
import dev.caravan.local.process.LoopbackPort;
import dev.caravan.object.Prefix;
import dev.caravan.observe.Metrics;
import dev.caravan.runtime.CaravanRuntime;
import dev.caravan.settings.Settings;
import dev.caravan.testing.SharedServices;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.StringSerializer;
import software.amazon.awssdk.services.glue.model.S3Target;

/** A real pipeline from a topic of two partitions into a lake, with its page, whose routes a test may edit. */
final class RunningPipeline implements AutoCloseable {

    private final Path directory;
    private final String topic = SharedServices.createTopic(2);
    private final String bucket = SharedServices.createBucket();
    private final int port = LoopbackPort.free();
    private final AwsClients clients;
    private final Metrics metrics = new Metrics();
    private final CaravanRuntime runtime;

    /** @param directory empty, for its routes */
    RunningPipeline(Path directory, Map<String, String> more) throws IOException {
        this.directory = directory;
        this.clients = new AwsClients(
                new AwsAccess(
                        SharedServices.REGION,
                        Map.of(
                                AwsService.S3, SharedServices.s3().endpoint(),
                                AwsService.GLUE, SharedServices.glue().endpoint(),
                                AwsService.ATHENA, SharedServices.athena().endpoint()),
                        SharedServices.credentialsProvider()),
                metrics.measures());
        Files.writeString(directory.resolve("order.json"), """
                {"type":"object","required":["id"],"properties":{"id":{"type":"integer"}}}
                """);
        edit("1s");
        Files.writeString(directory.resolve("crawl.yaml"), """
                - route:
                    id: crawl
                    description: Registers what came into the lake.
                    from: { uri: "direct:crawl", steps: [ { to: { id: crawl-orders, uri: "glue:%s" } } ] }
                """.formatted(bucket));
        SharedServices.glueClient().createCrawler(crawler -> crawler.name(bucket)
                .role("arn:aws:iam::000000000000:role/crawler")
                .databaseName(bucket.replace('-', '_'))
                .targets(targets -> targets.s3Targets(
                        S3Target.builder().path("s3://" + bucket + "/orders/").build())));
        Map<String, String> values = new HashMap<>(Map.of(
                "management.port",
                Integer.toString(port),
                "routes.directory",
                "file:" + directory,
                "dead-letters.bucket",
                bucket,
                "dead-letters.prefix",
                "dead-letters/",
                "glue.database",
                bucket.replace('-', '_'),
                "mail.keep",
                mail().toString(),
                "athena.output",
                "s3://" + bucket + "/results/",
                "camel.component.kafka-batch.brokers",
                SharedServices.kafka().bootstrapServers()));
        values.putAll(more);
        Settings settings = Settings.defaults().with(values, "the test");
        this.runtime = CaravanRuntime.startLive(
                settings,
                directory,
                clients,
                metrics,
                routes -> Checks.problems(settings, routes, clients).stream()
                        .map(Finding::toString)
                        .toList(),
                Clock.systemUTC());
    }

    /** Writes the file of the route with this age of a batch, which need not be one. */
    void edit(String maxAge) throws IOException {
        Files.writeString(directory.resolve("orders.yaml"), """
                - route:
                    id: orders-to-lake
                    description: Orders from Kafka into the lake.
                    from:
                      uri: "kafka-batch:%1$s"
                      parameters: { groupId: "%1$s-readers", startPosition: earliest, maxAge: %3$s, maxRecords: 500 }
                      steps:
                        - to: { id: validate, uri: "records:validate", parameters: { schema: "{{routes.directory}}/order.json" } }
                        - to: { id: write, uri: "lake:%2$s", parameters: { prefix: "orders/" } }
                """.formatted(topic, bucket, maxAge));
    }

    /** Where mails are kept. */
    Path mail() {
        return directory.resolve("mail");
    }

    String url() {
        return "http://127.0.0.1:" + port + "/page/";
    }

    CaravanRuntime runtime() {
        return runtime;
    }

    String bucket() {
        return bucket;
    }

    /** Orders with these ids; an id that is no number is rejected. */
    void send(Stream<String> ids) throws Exception {
        List<Future<RecordMetadata>> sent = new ArrayList<>();
        try (KafkaProducer<String, String> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", SharedServices.kafka().bootstrapServers()),
                new StringSerializer(),
                new StringSerializer())) {
            ids.forEach(id -> sent.add(producer.send(new ProducerRecord<>(topic, id, "{\"id\":" + id + "}"))));
            for (Future<RecordMetadata> answer : sent) {
                answer.get(30, TimeUnit.SECONDS);
            }
        }
    }

    /** All that lie there. */
    List<DeadLetter> deadLetters() {
        DeadLetterSettings place = new DeadLetterSettings(bucket, new Prefix("dead-letters/"));
        List<DeadLetter> letters = new ArrayList<>();
        try (DeadLetterReader reader = new DeadLetterReader(
                clients.s3(), place, DeadLetterFilter.of(Set.of()), problem -> letters.add(null))) {
            reader.forEachRemaining(letters::add);
        }
        return letters;
    }

    @Override
    public void close() {
        runtime.close();
        clients.close();
    }
}
