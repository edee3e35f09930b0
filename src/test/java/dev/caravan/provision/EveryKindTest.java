package dev.caravan.provision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.caravan.aws.AwsService;
import dev.caravan.provision.resource.Bucket;
import dev.caravan.provision.resource.Chart;
import dev.caravan.provision.resource.ChartData;
import dev.caravan.provision.resource.ChartSource;
import dev.caravan.provision.resource.GlueCrawler;
import dev.caravan.provision.resource.GlueDatabase;
import dev.caravan.provision.resource.ItemTable;
import dev.caravan.provision.resource.KafkaTopic;
import dev.caravan.provision.resource.KinesisStream;
import dev.caravan.provision.resource.LeaseTable;
import dev.caravan.provision.resource.OnRequest;
import dev.caravan.provision.resource.ReportTable;
import dev.caravan.provision.resource.Resource;
import dev.caravan.provision.resource.WorkGroup;
import dev.caravan.provision.service.State;
import dev.caravan.provision.service.Tagging;
import dev.caravan.testing.SharedServices;
import dev.caravan.testing.quicksight.LakeTable;
import dev.caravan.testing.quicksight.QuickSightStub;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What holds for each kind of resource, on the embedded services. */
@Timeout(180)
class EveryKindTest {

    private final QuickSightStub quickSight = QuickSightStub.start();
    private final DeploymentRig rig = new DeploymentRig(Map.of(AwsService.QUICKSIGHT, quickSight.endpoint()));
    private final DeploymentRig others = new DeploymentRig(Map.of(AwsService.QUICKSIGHT, quickSight.endpoint()));

    /** A process that ends in the middle of its work. */
    private static final class Killed extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    static Stream<Resource> kinds() {
        String name = SharedServices.uniqueName("kind");
        LakeTable.create(name + "-tables", "lake", "s3://" + name + "/lake/", "action");
        ChartSource source = new ChartSource(
                name, "primary", Optional.of("arn:aws:quicksight:us-east-1:123456789012:user/default/ann"));
        ChartData data = new ChartData(source, name + "-tables", List.of("s3://" + name + "/lake/"), "action");
        return Stream.of(
                new Bucket(name, Optional.empty(), Optional.of(new Bucket.Results("results/", 30))),
                new KinesisStream(name, OptionalInt.of(1), 48, Optional.empty()),
                new KinesisStream(name + "-od", OptionalInt.empty(), 24, Optional.empty()),
                new KafkaTopic(
                        SharedServices.kafka().bootstrapServers(),
                        name,
                        3,
                        Optional.of((short) 1),
                        Map.of("retention.ms", "3600000")),
                new ItemTable(name, "event_id", Optional.of("expires"), Optional.of("NEW_IMAGE"), false),
                new LeaseTable(name + "-leases", name),
                new ReportTable(name + "-reports"),
                new GlueDatabase(name),
                new GlueCrawler(name, name, List.of("s3://" + name + "/"), "caravan-crawler"),
                new WorkGroup(name, Optional.of("s3://" + name + "/results/"), 20_000_000),
                source,
                data,
                new Chart(data));
    }

    @AfterEach
    void close() {
        rig.close();
        others.close();
        quickSight.close();
        assertThat(quickSight.violations()).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void itIsMadeOnceAndDeletedOnceAndNothingIsLeft(Resource resource) {
        assertThat(rig.plan(resource)).extracting(Row::status).containsExactly(Status.CREATE);
        assertThat(rig.setup(resource)).extracting(Row::status).containsExactly(Status.CREATED);
        assertThat(rig.plan(resource)).allSatisfy(row -> {
            assertThat(row.status()).isEqualTo(Status.UNCHANGED);
            assertThat(row.details()).allMatch(detail -> detail.endsWith("not supported by this endpoint"));
        });
        assertThat(rig.setup(resource)).extracting(Row::status).containsExactly(Status.UNCHANGED);
        assertThat(rig.leftovers().resources()).isNotEmpty();
        assertThat(rig.preview(resource)).extracting(Row::status).containsExactly(Status.DELETE);
        assertThat(rig.teardown(resource)).extracting(Row::status).containsExactly(Status.DELETED);
        assertThat(rig.teardown(resource)).extracting(Row::status).containsExactly(Status.ABSENT);
        assertThat(rig.leftovers()).isEqualTo(new Leftovers(List.of(), List.of()));
        assertThat(rig.provisioner(rig.ledgerTable()).state()).isInstanceOf(State.Absent.class);
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void thatOfAnotherDeploymentIsUsedAndLeftAlone(Resource resource) {
        // Given
        others.setup(resource);

        // When / Then
        assertThat(rig.plan(resource)).extracting(Row::status).containsExactly(Status.FOREIGN);
        assertThat(rig.setup(resource)).extracting(Row::status).containsExactly(Status.FOREIGN);
        assertThat(rig.preview(resource)).extracting(Row::status).containsExactly(Status.FOREIGN);
        assertThat(rig.teardown(resource)).extracting(Row::status).containsExactly(Status.FOREIGN);
        assertThat(others.plan(resource)).extracting(Row::status).containsExactly(Status.UNCHANGED);
        assertThat(others.teardown(resource)).extracting(Row::status).containsExactly(Status.DELETED);
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void oneWhoseMakingBeganAndDidNotEndIsFinished(Resource resource) {
        // Given: it is there, and nothing but the ledger says since when
        rig.setup();
        rig.ledger.begin(resource.id());
        rig.provisioner(resource).create();

        // When / Then
        assertThat(rig.setup(resource)).extracting(Row::status).containsAnyOf(Status.CHANGED, Status.UNCHANGED);
        assertThat(rig.plan(resource)).extracting(Row::status).containsExactly(Status.UNCHANGED);
        assertThat(rig.teardown(resource)).extracting(Row::status).containsExactly(Status.DELETED);
        assertThat(rig.leftovers().isNothing()).isTrue();
    }

    /** Those that are tagged as they are made: somebody else was faster. */
    @ParameterizedTest
    @MethodSource("kinds")
    void whatAnotherDeploymentTaggedIsNotOursWhateverTheLedgerSays(Resource resource) {
        // Given
        others.setup(resource);
        boolean isTagged = rig.provisioner(resource).state() instanceof State.Found found
                && found.tagging() instanceof Tagging.Others;
        rig.setup();
        rig.ledger.begin(resource.id());

        // When / Then
        assertThat(rig.plan(resource))
                .extracting(Row::status)
                .containsExactly(isTagged ? Status.FOREIGN : Status.UNCHANGED);
        rig.ledger.forget(resource.id());
        others.teardown(resource);
    }

    /** Made and removed by hand, and made again by somebody else: Kafka's and DynamoDB's ledger entries are outlived. */
    @ParameterizedTest
    @MethodSource("kinds")
    void aLaterOneOfTheSameNameIsNotTakenForOurs(Resource resource) {
        // Given
        rig.setup(resource);
        rig.provisioner(resource).delete();
        others.setup(resource);

        // When / Then
        assertThat(rig.teardown(resource)).extracting(Row::status).containsExactly(Status.FOREIGN);
        assertThat(others.teardown(resource)).extracting(Row::status).containsExactly(Status.DELETED);
    }

    @Test
    void aRunThatIsKilledAnywhereIsFinishedByTheNextAndLeavesNothing() {
        // Given
        List<Resource> all = kinds().toList();
        Resource[] array = all.toArray(Resource[]::new);
        AtomicInteger steps = new AtomicInteger();
        rig.setup(all, progress -> steps.incrementAndGet());
        rig.teardown(array);
        assertThat(steps.get()).isGreaterThan(all.size());

        for (int killedAt = 1; killedAt <= steps.get(); killedAt++) {
            // When
            int last = killedAt;
            AtomicInteger step = new AtomicInteger();
            assertThatThrownBy(() -> rig.setup(all, progress -> {
                        if (step.incrementAndGet() == last) {
                            throw new Killed();
                        }
                    }))
                    .isInstanceOf(Killed.class);
            List<Row> second = rig.setup(array);

            // Then
            assertThat(second)
                    .as("killed at step %d", killedAt)
                    .noneMatch(row -> row.status() == Status.FOREIGN || row.isFailure());
            assertThat(rig.plan(array)).extracting(Row::status).containsOnly(Status.UNCHANGED);
            assertThat(rig.teardown(array)).extracting(Row::status).containsOnly(Status.DELETED);
            assertThat(rig.leftovers().isNothing()).isTrue();
        }
    }

    @Test
    void everyKindIsTried() {
        List<Class<?>> tried = new ArrayList<>();
        kinds().forEach(resource -> tried.add(resource.getClass()));
        tried.add(rig.ledgerTable().getClass());
        assertThat(tried)
                .containsAll(Stream.of(Resource.class, OnRequest.class)
                        .flatMap(kind -> Stream.of(kind.getPermittedSubclasses()))
                        .filter(kind -> !kind.isInterface())
                        .toList());
    }
}
