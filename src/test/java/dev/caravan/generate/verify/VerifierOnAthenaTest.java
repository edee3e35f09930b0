package dev.caravan.generate.verify;

import static org.assertj.core.api.Assertions.assertThat;

import dev.caravan.generate.profile.TargetKind;
import dev.caravan.generate.sequence.GeneratedRecord;
import dev.caravan.generate.truth.Truth;
import dev.caravan.generate.verify.VerifyTargets.AthenaAccess;
import dev.caravan.local.athena.LocalAthena;
import dev.caravan.local.athena.LocalAthenaSettings;
import dev.caravan.local.glue.LocalGlue;
import dev.caravan.local.glue.LocalGlueSettings;
import dev.caravan.local.process.LocalDirectory;
import dev.caravan.testing.SharedServices;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.http.apache.ApacheHttpClient;
import software.amazon.awssdk.services.athena.AthenaClient;
import software.amazon.awssdk.services.glue.GlueClient;
import software.amazon.awssdk.services.glue.model.CrawlerState;
import software.amazon.awssdk.services.glue.model.S3Target;

/** The same checks through a crawler's tables and Athena's own engine. */
@Timeout(300)
class VerifierOnAthenaTest {

    private static final String CRAWLER = "lake";
    private static final String DATABASE = "caravan";

    private final List<GeneratedRecord> kinesis = Scenario.records(TargetKind.KINESIS, 1);
    private final List<GeneratedRecord> kafka = Scenario.records(TargetKind.KAFKA, 1);
    private final Truth truth =
            new Truth(List.of(Scenario.run(TargetKind.KINESIS, 1, kinesis), Scenario.run(TargetKind.KAFKA, 1, kafka)));

    @TempDir
    Path directory;

    @Test
    void everythingPassesUntilOneRecordIsLostAndOneDoubled() {
        // Given
        Arrivals arrivals = new Arrivals();
        Scenario.arrive(arrivals, kinesis, kafka);
        GeneratedRecord doubled = Scenario.original(kinesis, 20);
        GeneratedRecord lost = Scenario.original(kinesis, 30);
        LocalGlueSettings glueSettings =
                new LocalGlueSettings(0, SharedServices.CREDENTIALS, Clock.systemUTC(), directory.resolve("glue"));
        LocalAthenaSettings athenaSettings = new LocalAthenaSettings(
                0,
                SharedServices.CREDENTIALS,
                Clock.systemUTC(),
                LocalDirectory.find(),
                SharedServices.s3().objects(),
                directory.resolve("athena"));
        try (LocalGlue glue = LocalGlue.start(glueSettings, SharedServices.s3Client());
                LocalAthena athena = LocalAthena.start(athenaSettings, glue.catalog(), SharedServices.s3Client());
                GlueClient glueClient = glueClient(glue);
                AthenaClient athenaClient = athenaClient(athena)) {
            createCrawler(glueClient, arrivals);
            Verifier verifier = new Verifier(athenaClient, SharedServices.dynamoDbClient(), SharedServices.s3Client());
            VerifyTargets targets = targets(arrivals);

            // When
            crawl(glueClient);
            CheckTable good = new CheckTable(verifier.verify(truth, targets));
            arrivals.lake(Arrivals.KINESIS_PREFIX, List.of(doubled));
            arrivals.loseFromLake(Arrivals.KINESIS_PREFIX, lost);
            crawl(glueClient);
            CheckTable faulty = new CheckTable(verifier.verify(truth, targets));

            // Then
            assertThat(good.verdict()).as(good.text()).isEqualTo("PASS (9 of 9)");
            assertThat(faulty.passed()).isFalse();
            assertThat(faulty.checks().get(0).found()).isEqualTo("396");
            assertThat(faulty.checks().get(1).passed()).isFalse();
            assertThat(faulty.checks().get(1).detail())
                    .isEqualTo(
                            "lost: 1 id: " + id(lost) + "\ndoubled: 1 id: " + id(doubled) + " (expected 1, found 2)");
        }
    }

    private static VerifyTargets targets(Arrivals arrivals) {
        AthenaAccess access = new AthenaAccess(
                DATABASE, Optional.of("s3://" + SharedServices.createBucket() + "/"), "primary", Duration.ofMinutes(2));
        return Scenario.targets(arrivals, access, arrivals.seedBucket().replace('-', '_'));
    }

    private static void createCrawler(GlueClient glue, Arrivals arrivals) {
        String lake = "s3://" + arrivals.lake() + "/";
        List<S3Target> paths = List.of(
                S3Target.builder().path(lake + Arrivals.KINESIS_PREFIX).build(),
                S3Target.builder().path(lake + Arrivals.KAFKA_PREFIX).build(),
                S3Target.builder().path("s3://" + arrivals.seedBucket() + "/").build());
        glue.createDatabase(create -> create.databaseInput(database -> database.name(DATABASE)));
        glue.createCrawler(create -> create.name(CRAWLER)
                .role("arn:aws:iam::000000000000:role/crawler")
                .databaseName(DATABASE)
                .targets(targets -> targets.s3Targets(paths)));
    }

    private static void crawl(GlueClient glue) {
        glue.startCrawler(start -> start.name(CRAWLER));
        Awaitility.await()
                .atMost(Duration.ofMinutes(2))
                .until(() -> glue.getCrawler(get -> get.name(CRAWLER)).crawler().state() == CrawlerState.READY);
    }

    private static GlueClient glueClient(LocalGlue glue) {
        return GlueClient.builder()
                .endpointOverride(glue.endpoint())
                .region(SharedServices.REGION)
                .credentialsProvider(SharedServices.credentialsProvider())
                .httpClientBuilder(ApacheHttpClient.builder())
                .build();
    }

    private static AthenaClient athenaClient(LocalAthena athena) {
        return AthenaClient.builder()
                .endpointOverride(athena.endpoint())
                .region(SharedServices.REGION)
                .credentialsProvider(SharedServices.credentialsProvider())
                .httpClientBuilder(ApacheHttpClient.builder())
                .build();
    }

    private static String id(GeneratedRecord generated) {
        return Arrivals.json(generated).get("event_id").asText();
    }
}
