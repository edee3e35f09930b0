package dev.caravan.routes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.caravan.aws.AwsAccess;
import dev.caravan.aws.AwsClients;
import dev.caravan.aws.AwsService;
import dev.caravan.runtime.CaravanRuntime;
import dev.caravan.settings.Settings;
import dev.caravan.testing.SharedServices;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.apache.camel.Route;
import org.apache.camel.support.LifecycleStrategySupport;
import org.apache.camel.support.service.ServiceSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.s3.model.S3Object;

/** What SIGTERM does while an edit is on its way into the running routes. */
@Timeout(180)
class StopDuringEditTest {

    private static final Duration LONG = Duration.ofSeconds(60);

    @TempDir
    private Path directory;

    private final String topic = SharedServices.createTopic(2);
    private final String bucket = SharedServices.createBucket();
    private final AwsClients clients = new AwsClients(new AwsAccess(
            SharedServices.REGION,
            Map.of(AwsService.S3, SharedServices.s3().endpoint()),
            SharedServices.credentialsProvider()));
    private EditableRoutes routes;

    @AfterEach
    void close() {
        routes.close();
        clients.close();
    }

    @Test
    void theRouteThatTheEditIsDrainingIsDrainedAndTheEditedOneDoesNotStart() throws Exception {
        // Given a batch on its way, which the edit has to wait for
        int sent = send();
        start("before/", 3_000);
        ServiceSupport source = (ServiceSupport) routes.consumer("edited");
        await().atMost(LONG)
                .until(() -> routes.runtime().context().getInflightRepository().size("edited") > 0);
        routes.write("routes.yaml", route("after/", 0));
        await().atMost(LONG).until(() -> source.isStopping() || source.isStopped());

        // When
        boolean drained = routes.runtime().stop();

        // Then
        assertThat(drained).isTrue();
        assertThat(routes.runtime().context().isStopped()).isTrue();
        assertThat(routes.reload().status()).isInstanceOf(ReloadStatus.Refused.class);
        assertThat(ids("after/")).isEmpty();
        assertEachOnceAfterTheNextStart(sent);
    }

    @Test
    void theEditedRouteThatIsJustBeingMadeIsStoppedDrainedAsWell() throws Exception {
        // Given
        int sent = send();
        start("before/", 0);
        await().atMost(LONG).until(() -> ids("before/").size() == sent);
        CaravanRuntime runtime = routes.runtime();
        FutureTask<Boolean> stop = new FutureTask<>(runtime::stop);
        Thread signal = new Thread(stop, "caravan-stop");
        runtime.context().addLifecycleStrategy(new LifecycleStrategySupport() {
            @Override
            public void onRoutesAdd(Collection<Route> made) {
                signal.start();
                // It has drained what there is, and waits for the edit.
                await().atMost(LONG).until(() -> signal.getState() == Thread.State.TIMED_WAITING);
            }
        });

        // When
        routes.write("routes.yaml", route("after/", 0));

        // Then
        assertThat(stop.get(LONG.toSeconds(), TimeUnit.SECONDS)).isTrue();
        assertThat(runtime.context().isStopped()).isTrue();
        assertEachOnceAfterTheNextStart(sent);
    }

    private void start(String prefix, int delayMillis) throws IOException {
        routes = new EditableRoutes(directory);
        routes.write("routes.yaml", route(prefix, delayMillis));
        routes.start(Settings.empty(), clients, Clock.systemUTC());
    }

    /** The edit is in the file, so the next start takes it. */
    private void assertEachOnceAfterTheNextStart(int sent) {
        try (CaravanRuntime next = CaravanRuntime.start(Settings.empty(), directory, clients)) {
            assertThat(next.sources()).hasSize(1);
            await().atMost(LONG).until(() -> ids("").size() >= sent);
            assertThat(next.stop()).isTrue();
        }
        assertThat(ids(""))
                .containsExactlyInAnyOrderElementsOf(
                        IntStream.range(0, sent).mapToObj(Integer::toString).toList());
    }

    private int send() throws Exception {
        try (SteadyLoad load = SteadyLoad.toTopics(topic)) {
            load.awaitMore(40);
            return load.end();
        }
    }

    private String route(String prefix, int delayMillis) {
        String delay = delayMillis == 0
                ? ""
                : "- delay: { id: wait, expression: { constant: { expression: \"%d\" } } }".formatted(delayMillis);
        return """
                - route:
                    id: edited
                    description: Into the lake.
                    from:
                      uri: "kafka-batch:%1$s"
                      parameters: { groupId: "%1$s", brokers: "%2$s", maxAge: 300, sessionTimeout: 6000 }
                      steps:
                        %3$s
                        - to: { id: write, uri: "lake:%4$s", parameters: { prefix: "%5$s", partitionBy: none } }
                """.formatted(topic, SharedServices.kafka().bootstrapServers(), delay, bucket, prefix);
    }

    private List<String> ids(String prefix) {
        return SharedServices.s3Client()
                .listObjectsV2Paginator(list -> list.bucket(bucket).prefix(prefix))
                .contents()
                .stream()
                .map(S3Object::key)
                .filter(key -> key.endsWith(".json.gz"))
                .flatMap(this::lines)
                .map(line -> line.replaceAll("\\D", ""))
                .toList();
    }

    private Stream<String> lines(String key) {
        byte[] bytes = SharedServices.s3Client()
                .getObjectAsBytes(get -> get.bucket(bucket).key(key))
                .asByteArray();
        try (GZIPInputStream gzip = new GZIPInputStream(new ByteArrayInputStream(bytes))) {
            return new String(gzip.readAllBytes(), StandardCharsets.UTF_8).lines();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
