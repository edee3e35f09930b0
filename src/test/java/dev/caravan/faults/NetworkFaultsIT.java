package dev.caravan.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.caravan.faults.proxy.TcpProxy;
import dev.caravan.local.kafka.LocalKafka;
import dev.caravan.local.process.LoopbackPort;
import dev.caravan.testing.CaravanProcess;
import dev.caravan.testing.SharedServices;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A network between product and services that fails while both ends are well. */
@Tag("faults")
@Timeout(value = 15, unit = TimeUnit.MINUTES)
class NetworkFaultsIT {

    /** In bytes a second. */
    private static final int KBIT_256 = 32_000;

    @TempDir
    private Path directory;

    @TempDir
    private Path brokerDirectory;

    @Tag("F9")
    @ParameterizedTest
    @CsvSource({"S3, DROP", "Kafka, DROP", "DynamoDB, DROP", "S3, RST"})
    void f9AServiceIsCutOffFor60Seconds(String service, String how) throws Exception {
        try (NetworkNamespace network = new NetworkNamespace();
                FaultRun run = new FaultRun("F9 " + service + " " + how, Seeds.one(), directory)) {
            // Given
            Product product = run.withJvm(network.command(CaravanProcess.JVM)).product();
            run.load(6000, 100);
            run.awaitDelivered(300);

            // When
            int port = port(run, service);
            run.history().fault("packets to and from " + service + " at port " + port + ": " + how);
            if (how.equals("DROP")) {
                network.drop(port);
            } else {
                network.reset(port);
            }
            run.pass(60_000);
            long packets = network.heal();
            run.history().fault("packets pass again after " + packets + " did not");

            // Then
            assertThat(packets).isPositive();
            assertThat(run.verdict().kept()).as(product.output()).isTrue();
        }
    }

    @Tag("F10")
    @ParameterizedTest
    @ValueSource(strings = {"latency", "bandwidth"})
    void f10EveryServiceIsFarAway(String what) throws Exception {
        int advertised = LoopbackPort.free();
        try (LocalKafka broker = LocalKafka.start(brokerDirectory, 0, advertised);
                TcpProxy kafka = TcpProxy.start(advertised, broker.port());
                FaultRun run =
                        new FaultRun("F10 " + what, Seeds.one(), directory, new Broker(broker.bootstrapServers()));
                TcpProxy s3 = TcpProxy.start(run.s3().endpoint().getPort());
                TcpProxy dynamoDb = TcpProxy.start(run.dynamoDb().endpoint().getPort());
                TcpProxy kinesis = TcpProxy.start(run.kinesis().endpoint().getPort())) {
            // Given
            Product product = run.withEnvironment("AWS_ENDPOINT_URL_S3", endpoint(s3))
                    .withEnvironment("AWS_ENDPOINT_URL_DYNAMODB", endpoint(dynamoDb))
                    .withEnvironment("AWS_ENDPOINT_URL_KINESIS", endpoint(kinesis))
                    .product();
            run.load(1000, 20);
            run.awaitDelivered(10);

            // When
            List<TcpProxy> links = List.of(kafka, s3, dynamoDb, kinesis);
            run.history().fault("every link has little " + what);
            if (what.equals("latency")) {
                Random random = new Random(Seeds.one());
                links.forEach(link -> link.latency(Duration.ofSeconds(2), Duration.ofMillis(500), random));
            } else {
                links.forEach(link -> link.bandwidth(KBIT_256));
                links.forEach(link -> link.slice(512, Duration.ofMillis(5)));
            }
            int before = run.delivered();
            run.pass(40_000);
            int after = run.delivered();
            for (TcpProxy link : links) {
                link.restore();
            }

            // Then
            assertThat(run.verdict().kept()).as(product.output()).isTrue();
            assertThat(after).as("slow, but not standing still").isGreaterThan(before);
        }
    }

    private static String endpoint(TcpProxy link) {
        return "http://127.0.0.1:" + link.port();
    }

    private static int port(FaultRun run, String service) {
        return switch (service) {
            case "S3" -> run.s3().endpoint().getPort();
            case "DynamoDB" -> run.dynamoDb().endpoint().getPort();
            default -> SharedServices.kafka().port();
        };
    }
}
