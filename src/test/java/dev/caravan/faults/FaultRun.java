package dev.caravan.faults;

import static org.awaitility.Awaitility.await;

import dev.caravan.faults.proxy.HttpProxy;
import dev.caravan.testing.CaravanProcess;
import dev.caravan.testing.SharedServices;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.awaitility.core.ConditionTimeoutException;

/**
 * One run: the three shipped routes of both pipelines on resources of their own, loads, products, and at the end the
 * verdict. A fault is what a test does between {@link #load} and {@link #verdict()}.
 */
final class FaultRun implements AutoCloseable {

    private static final Path PROJECT = Path.of("").toAbsolutePath();
    private static final List<String> ROUTES =
            List.of("kinesis-to-s3.yaml", "kafka-to-dynamodb.yaml", "replica-to-s3.yaml", "schemas/user-activity.json");
    private static final Duration MAX_RECOVERY = Duration.ofMinutes(2);
    /** Updates of versions are fewer than events: each is a call. */
    private static final int UPDATES_PART = 5;
    /** Longer than a batch waits, so that a late second copy is seen. */
    private static final int QUIET_MILLIS = 4_000;

    private final String fault;
    private final long seed;
    private final Path directory;
    private final History history;
    private final List<Product> products = new ArrayList<>();
    private final List<Load> loads = new ArrayList<>();
    private final Map<String, String> settings = new TreeMap<>();
    private final Map<String, String> environment = new HashMap<>();
    private final HttpProxy s3 = HttpProxy.start(SharedServices.s3().endpoint());
    private final HttpProxy dynamoDb = HttpProxy.start(SharedServices.dynamoDb().endpoint());
    private final HttpProxy kinesis = HttpProxy.start(SharedServices.kinesis().endpoint());
    private final Broker broker;
    private final String topic;
    private final String replica;
    private final String stream = SharedServices.createStream(2);
    private final String table = TableContent.create();
    private final String bucket = SharedServices.createBucket();
    private final LakeContent fromKinesis = new LakeContent(bucket, "user-activity/");
    private final LakeContent fromKafka = new LakeContent(bucket, "user-activity-replica/");
    private final LakeContent deadFromKinesis = new LakeContent(bucket, "dead-letters/source=" + stream + "/");
    private final LakeContent deadFromKafka;
    private final Versions versions;
    private List<String> jvm = CaravanProcess.JVM;

    /** @param directory empty; everything of the run lies there */
    FaultRun(String fault, long seed, Path directory) throws Exception {
        this(fault, seed, directory, Broker.shared());
    }

    /** @param broker of the product, the load and the verdict */
    FaultRun(String fault, long seed, Path directory, Broker broker) throws Exception {
        this.broker = broker;
        this.topic = broker.createTopic(3);
        this.replica = broker.createTopic(3);
        this.deadFromKafka = new LakeContent(bucket, "dead-letters/source=" + topic + "/");
        this.fault = fault;
        this.seed = seed;
        this.directory = directory;
        this.history = new History(Files.createDirectories(directory).resolve("history.jsonl"));
        for (String route : ROUTES) {
            Path copy = directory.resolve("routes").resolve(route);
            Files.createDirectories(copy.getParent());
            Files.copy(PROJECT.resolve("routes").resolve(route), copy);
        }
        Files.copy(PROJECT.resolve("application.properties"), directory.resolve("application.properties"));
        settings.put("kafka.brokers", broker.bootstrapServers());
        settings.put("kafka.topic", topic);
        settings.put("kafka.replica-topic", replica);
        settings.put("kafka.group", topic);
        settings.put("kafka.replica-group", replica);
        settings.put("kafka.transaction-records", "200");
        settings.put("kinesis.stream", stream);
        settings.put("kinesis.application", stream);
        settings.put("dynamodb.table", table);
        settings.put("lake.bucket", bucket);
        settings.put("dead-letters.bucket", bucket);
        settings.put("batch.max-records", "300");
        settings.put("batch.max-age", "1s");
        versions = new Versions(broker);
        versions.writeRoute(directory.resolve("routes"));
        history.fault(fault + " with seed " + seed + " begins");
        System.out.println("fault " + fault + " seed " + seed + " in " + directory);
    }

    FaultRun with(String key, String value) {
        settings.put(key, value);
        return this;
    }

    /** Of the products to come, over what they have for keys and endpoints. */
    FaultRun withEnvironment(String name, String value) {
        environment.put(name, value);
        return this;
    }

    /** @param command that starts the JVMs of the products to come, with its options */
    FaultRun withJvm(List<String> command) {
        jvm = List.copyOf(command);
        return this;
    }

    /** One more option of all Kafka sources, where they read from. */
    FaultRun withKafkaOption(String name, String value) throws IOException {
        for (String route : List.of("kafka-to-dynamodb.yaml", "replica-to-s3.yaml", "versions.yaml")) {
            Path file = directory.resolve("routes").resolve(route);
            String text = Files.readString(file);
            Files.writeString(file, text.replaceFirst("( +)groupId:", "$1" + name + ": \"" + value + "\"\n$1groupId:"));
        }
        return this;
    }

    History history() {
        return history;
    }

    String stream() {
        return stream;
    }

    String topic() {
        return topic;
    }

    String replica() {
        return replica;
    }

    String table() {
        return table;
    }

    String bucket() {
        return bucket;
    }

    /** Lets time pass under the fault: the one place where a run waits for time and not for a state. */
    void pass(int millis) {
        await().pollDelay(Duration.ofMillis(millis))
                .atMost(Duration.ofMillis(millis + 10_000L))
                .until(() -> true);
    }

    /** AWS's services answer again as they should. */
    void heal() {
        List.of(s3, dynamoDb, kinesis).forEach(HttpProxy::clear);
    }

    HttpProxy s3() {
        return s3;
    }

    HttpProxy dynamoDb() {
        return dynamoDb;
    }

    HttpProxy kinesis() {
        return kinesis;
    }

    /** A product that is started; several share the work, each with a transactional id of its own. */
    Product product() throws IOException {
        return product(CaravanProcess.PRODUCT);
    }

    /** @param jar the packaged product, or a mutant of it */
    Product product(Path jar) throws IOException {
        Map<String, String> own = new HashMap<>(settings);
        own.put("kafka.transactional-id", topic + "-" + products.size());
        Map<String, String> variables = new HashMap<>(CaravanProcess.environment(s3.endpoint()));
        variables.put("AWS_ENDPOINT_URL_DYNAMODB", dynamoDb.endpoint().toString());
        variables.put("AWS_ENDPOINT_URL_KINESIS", kinesis.endpoint().toString());
        variables.putAll(environment);
        Product product = new Product(jvm, jar, directory, own, variables);
        products.add(product);
        return product.start();
    }

    /** Sends as many records to each source. */
    void load(int total, int perSecond) {
        String name = "r" + loads.size();
        loads.add(Load.toKafka(
                broker, topic, new Events(name + "k", seed), total, perSecond, id -> history.sending(topic, id)));
        loads.add(versions.load(seed, total / UPDATES_PART, Math.max(10, perSecond / UPDATES_PART)));
        loads.add(Load.toKinesis(stream, new Events(name + "s", seed + 1), total, perSecond, history));
    }

    boolean isLoading() {
        return !loads.stream().allMatch(Load::isDone);
    }

    /** Returns when the lakes hold at least so many lines together. */
    void awaitDelivered(int lines) {
        await().atMost(MAX_RECOVERY).pollInterval(Duration.ofMillis(500)).until(() -> delivered() >= lines);
    }

    /** Lines that the lakes hold together now. */
    int delivered() {
        return refreshed(fromKinesis).lines().size()
                + refreshed(fromKafka).lines().size();
    }

    /** Call when the fault has ended: waits for all loads and deliveries, stops the products, compares, records. */
    Verdict verdict() throws Exception {
        long healed = System.nanoTime();
        for (Load load : loads) {
            load.await(300);
        }
        long sent = System.nanoTime();
        List<SourceEntry> kafka = SourceContent.ofTopic(broker, topic);
        List<SourceEntry> kinesis = SourceContent.ofStream(stream);
        awaitComplete(kafka, kinesis);
        double recovery = (System.nanoTime() - Math.max(healed, sent)) / 1e9;
        pass(QUIET_MILLIS);
        List<Product> undrained = new ArrayList<>();
        for (Product product : products) {
            if (product.isAlive() && product.stop() != 0) {
                undrained.add(product);
            }
        }
        Findings findings = check(kafka, kinesis);
        Verdict verdict = new Verdict(
                fault,
                seed,
                history.acknowledged().size(),
                findings.delivered,
                findings.lost,
                findings.phantom,
                findings.duplicated,
                findings.misplaced,
                findings.corrupt,
                findings.stale,
                Math.round(recovery * 10) / 10.0,
                products.stream().mapToLong(Product::maxRssMb).max().orElse(0));
        VerdictFile.add(verdict);
        System.out.println(verdict + (verdict.kept() ? "" : "\n" + findings));
        // Only now: a run whose records are to be looked at must not end without a verdict.
        if (!undrained.isEmpty()) {
            throw new AssertionError(
                    "A product did not stop with 0:\n" + undrained.get(0).output());
        }
        if (verdict.kept()) {
            Coverage.require(bucket);
        }
        return verdict;
    }

    private Findings check(List<SourceEntry> kafka, List<SourceEntry> kinesis) {
        List.of(fromKinesis, fromKafka, deadFromKinesis, deadFromKafka).forEach(LakeContent::refresh);
        Checker checker = new Checker();
        List<SourceEntry> all = new ArrayList<>(kafka);
        all.addAll(kinesis);
        checker.acknowledgedAreStored(history.acknowledged(), all);
        checker.lake("Kinesis -> S3", kinesis, fromKinesis);
        checker.lake("Kafka -> topic 2 -> S3", kafka, fromKafka);
        checker.table(kafka, TableContent.of(table));
        checker.deadLetters(topic, kafka, DeadLetterContent.of(deadFromKafka));
        checker.deadLetters(stream, kinesis, DeadLetterContent.of(deadFromKinesis));
        versions.check(checker.findings());
        checker.uploads(bucket);
        return checker.findings();
    }

    /** A run that does not recover in time is not broken off: the checker says what is missing. */
    private void awaitComplete(List<SourceEntry> kafka, List<SourceEntry> kinesis) {
        try {
            await().atMost(MAX_RECOVERY)
                    .pollInterval(Duration.ofMillis(500))
                    .until(() -> ids(refreshed(fromKinesis)).containsAll(ids(kinesis))
                            && ids(refreshed(fromKafka)).containsAll(ids(kafka))
                            && refreshed(deadFromKafka).lines().size() >= bad(kafka)
                            && refreshed(deadFromKinesis).lines().size() >= bad(kinesis)
                            && versions.isNewest());
        } catch (ConditionTimeoutException late) {
            System.out.println("fault " + fault + " seed " + seed + ": not everything was delivered within "
                    + MAX_RECOVERY.toSeconds() + " s");
        }
    }

    private static LakeContent refreshed(LakeContent content) {
        content.refresh();
        return content;
    }

    private static Set<String> ids(LakeContent content) {
        Set<String> ids = new HashSet<>();
        content.lines().forEach(line -> Event.parse(line.text().getBytes(java.nio.charset.StandardCharsets.UTF_8))
                .ifPresent(event -> ids.add(event.id())));
        return ids;
    }

    private static Set<String> ids(List<SourceEntry> source) {
        Set<String> ids = new HashSet<>();
        source.forEach(entry -> entry.event().ifPresent(event -> ids.add(event.id())));
        return ids;
    }

    private static long bad(List<SourceEntry> source) {
        return source.stream().filter(entry -> entry.event().isEmpty()).count();
    }

    @Override
    public void close() throws Exception {
        for (Product product : products) {
            product.close();
        }
        s3.close();
        dynamoDb.close();
        kinesis.close();
        history.close();
    }
}
