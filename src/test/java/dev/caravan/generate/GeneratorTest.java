package dev.caravan.generate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.caravan.failure.PermanentException;
import dev.caravan.generate.profile.Pace;
import dev.caravan.generate.profile.Profile;
import dev.caravan.generate.profile.TargetKind;
import dev.caravan.generate.send.PutRecordsService;
import dev.caravan.generate.truth.RunTruth;
import dev.caravan.generate.truth.Truth;
import dev.caravan.testing.SharedServices;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import software.amazon.awssdk.services.kinesis.KinesisClient;

@Timeout(120)
class GeneratorTest {

    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-11-21T10:00:00.789Z"), ZoneOffset.UTC);

    private final PutRecordsService kinesis = new PutRecordsService("UserActivityStream");
    private final KinesisClient client = kinesis.client();

    @AfterEach
    void stop() {
        client.close();
        kinesis.close();
    }

    @Test
    void bothTargetsGetRecordsOfTheirOwnAndARunEach() {
        // Given
        String topic = SharedServices.createTopic(2);
        Profile profile = profile(topic, 1_000);

        // When
        Truth truth = new Generator(CLOCK).run(profile, both(), Progress.NONE);

        // Then
        assertThat(truth.runs()).extracting(RunTruth::target).containsExactly("kinesis", "kafka");
        assertThat(truth.runs()).extracting(RunTruth::targetName).containsExactly("UserActivityStream", topic);
        assertThat(truth.runs()).allMatch(RunTruth::complete).allMatch(run -> run.good() == 990);
        Set<String> ids = new HashSet<>();
        truth.runs().forEach(run -> run.goodIds(ids::add));
        assertThat(ids).hasSize((int)
                truth.runs().stream().mapToLong(RunTruth::distinctIds).sum());
        assertThat(kinesis.written()).hasSize(1_000);
    }

    @Test
    void theSameSeedAndStartGiveTheSameBytesAndTheSameTruth() {
        // Given
        Profile profile = profile(TargetKind.KINESIS, 700);

        // When
        Truth first = new Generator(CLOCK).run(profile, Targets.of(client), Progress.NONE);
        Set<String> firstBytes = written();
        kinesis.written().clear();
        Truth second = new Generator(CLOCK).run(profile, Targets.of(client), Progress.NONE);

        // Then
        assertThat(second).isEqualTo(first);
        assertThat(written()).isEqualTo(firstBytes);
    }

    @Test
    void aBurstIsOneCallAndTheNextOneComesAfterTheInterval() {
        // Given
        Profile profile = profile(TargetKind.KINESIS, 150).withPace(new Pace.Bursts(50, Duration.ofMillis(200)));
        List<Long> progress = new CopyOnWriteArrayList<>();

        // When
        long start = System.nanoTime();
        new Generator(CLOCK).run(profile, Targets.of(client), (kind, target, sent, total, rate) -> progress.add(sent));
        Duration taken = Duration.ofNanos(System.nanoTime() - start);

        // Then
        assertThat(kinesis.calls()).containsExactly(50, 50, 50);
        assertThat(taken).isGreaterThanOrEqualTo(Duration.ofMillis(400));
        assertThat(progress).isSorted().last().isEqualTo(150L);
        assertThat(progress).hasSizeGreaterThanOrEqualTo(3);
    }

    @Test
    void aRateIsKept() {
        // Given
        Profile profile = profile(TargetKind.KINESIS, 100).withPace(new Pace.Rate(200));

        // When
        long start = System.nanoTime();
        new Generator(CLOCK).run(profile, Targets.of(client), Progress.NONE);

        // Then
        assertThat(Duration.ofNanos(System.nanoTime() - start))
                .isBetween(Duration.ofMillis(490), Duration.ofSeconds(20));
        assertThat(kinesis.written()).hasSize(100);
    }

    @Test
    void aTargetThatRefusesEndsTheRunAndTheTruthSaysWhatWasSent() {
        // Given
        Profile good = profile(TargetKind.KINESIS, 1_000);
        Profile unknown = new Profile(
                good.name(),
                Map.of(TargetKind.KINESIS, "NoSuchStream"),
                good.total(),
                good.pace(),
                good.seed(),
                good.fields(),
                good.partitionKey(),
                good.bad(),
                good.repeatShare());

        // When / Then
        assertThatExceptionOfType(GenerationException.class)
                .isThrownBy(() -> new Generator(CLOCK).run(unknown, Targets.of(client), Progress.NONE))
                .withCauseInstanceOf(PermanentException.class)
                .withMessageContaining("NoSuchStream")
                .satisfies(ended -> assertThat(ended.partial().runs())
                        .singleElement()
                        .satisfies(run -> {
                            assertThat(run.sent()).isZero();
                            assertThat(run.complete()).isFalse();
                        }));
    }

    @Test
    void aTargetThatIsNotConfiguredIsNamed() {
        // Given
        Profile profile = profile(TargetKind.KAFKA, 10);

        // When / Then
        assertThatExceptionOfType(GenerationException.class)
                .isThrownBy(() -> new Generator(CLOCK).run(profile, Targets.of(client), Progress.NONE))
                .withMessageContaining("Kafka topic user-activity, but Kafka is not configured");
    }

    @Test
    void anInterruptEndsTheRunAndTheTruthSaysWhatWasSent() throws Exception {
        // Given
        Profile slow = profile(TargetKind.KINESIS, 1_000).withPace(new Pace.Bursts(50, Duration.ofSeconds(60)));
        List<GenerationException> ended = new ArrayList<>();
        Thread thread = new Thread(() -> {
            try {
                new Generator(CLOCK).run(slow, Targets.of(client), (kind, target, sent, total, rate) -> {
                    if (sent == 50) {
                        synchronized (ended) {
                            ended.notifyAll();
                        }
                    }
                });
            } catch (GenerationException interrupted) {
                synchronized (ended) {
                    ended.add(interrupted);
                }
            }
        });

        // When
        synchronized (ended) {
            thread.start();
            ended.wait(30_000);
        }
        thread.interrupt();
        thread.join(30_000);

        // Then
        assertThat(ended).singleElement().satisfies(exception -> assertThat(
                        exception.partial().runs().get(0).sent())
                .isEqualTo(50));
    }

    private Targets both() {
        return new Targets(
                Optional.of(client),
                Map.of("bootstrap.servers", SharedServices.kafka().bootstrapServers()));
    }

    private static Profile profile(String topic, long total) {
        Profile both = TestProfiles.userActivity(total);
        return new Profile(
                both.name(),
                Map.of(TargetKind.KINESIS, "UserActivityStream", TargetKind.KAFKA, topic),
                both.total(),
                both.pace(),
                both.seed(),
                both.fields(),
                both.partitionKey(),
                both.bad(),
                both.repeatShare());
    }

    private static Profile profile(TargetKind kind, long total) {
        return TestProfiles.userActivity(kind, total);
    }

    private Set<String> written() {
        Set<String> texts = new HashSet<>();
        kinesis.written().forEach(entry -> texts.add(entry.partitionKey() + Arrays.toString(entry.data())));
        return texts;
    }
}
