package dev.caravan.provision;

import static org.assertj.core.api.Assertions.assertThat;

import dev.caravan.aws.AwsService;
import dev.caravan.local.kinesis.LocalKinesis;
import dev.caravan.local.kinesis.LocalKinesisSettings;
import dev.caravan.local.protocol.AwsError;
import dev.caravan.local.protocol.Fault;
import dev.caravan.local.protocol.FaultSwitch;
import dev.caravan.provision.resource.Bucket;
import dev.caravan.provision.resource.GlueDatabase;
import dev.caravan.provision.resource.KafkaTopic;
import dev.caravan.provision.resource.KinesisStream;
import dev.caravan.provision.resource.LeaseTable;
import dev.caravan.provision.resource.Resource;
import dev.caravan.testing.SharedServices;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What goes wrong with one resource is told in its row, and the others have their turn. */
@Timeout(120)
class FailuresTest {

    private static final Fault DENIED =
            new Fault.Refused(new AwsError("AccessDeniedException", 400, "not authorized to perform this"));

    private final String name = SharedServices.uniqueName("fails");
    private final FaultSwitch faults = new FaultSwitch();
    private final LocalKinesis kinesis =
            LocalKinesis.start(LocalKinesisSettings.of(SharedServices.CREDENTIALS, SharedServices.REGION.id())
                    .withFaults(faults));
    private final DeploymentRig rig = new DeploymentRig(Map.of(AwsService.KINESIS, kinesis.endpoint()));
    private final KinesisStream stream = new KinesisStream(name, OptionalInt.of(1), 24, Optional.empty());

    @AfterEach
    void close() {
        rig.close();
        kinesis.close();
    }

    @Test
    void aServiceThatIsNotThereFailsItsRowsOnly() {
        // Given
        Bucket bucket = new Bucket(name, Optional.empty(), Optional.empty());
        GlueDatabase database = new GlueDatabase(name);
        try (DeploymentRig alone = new DeploymentRig(Map.of(AwsService.S3, URI.create("http://127.0.0.1:1")))) {
            // When
            List<Row> rows = alone.setup(bucket, database);

            // Then
            assertThat(rows).extracting(Row::status).containsExactly(Status.FAILED, Status.CREATED);
            assertThat(rows.get(0).details())
                    .singleElement()
                    .asString()
                    .startsWith("Making the bucket " + name + " got no answer: ")
                    .contains("127.0.0.1:1");
            assertThat(alone.plan(bucket, database))
                    .extracting(Row::status)
                    .containsExactly(Status.FAILED, Status.UNCHANGED);
            assertThat(alone.teardown(bucket, database))
                    .extracting(Row::status)
                    .containsExactly(Status.DELETED, Status.FAILED);
            assertThat(alone.leftovers().problems())
                    .singleElement()
                    .asString()
                    .startsWith("Looking through the buckets got no answer");
        }
    }

    @Test
    void whatIsRefusedIsNotOursIfSomebodyElseMakesItLater() {
        // Given
        faults.inject("CreateStream", DENIED, 1);

        // When
        Row refused = rig.setup(stream).get(0);
        rig.clients.kinesis().createStream(create -> create.streamName(name).shardCount(1));

        // Then
        assertThat(refused.status()).isEqualTo(Status.FAILED);
        assertThat(refused.details())
                .singleElement()
                .asString()
                .startsWith("Making the stream " + name + " was answered with status 400 AccessDeniedException")
                .contains("Check the credentials, the permissions of their principal");
        assertThat(rig.setup(stream)).extracting(Row::status).containsExactly(Status.FOREIGN);
        assertThat(rig.teardown(stream)).extracting(Row::status).containsExactly(Status.FOREIGN);
    }

    @Test
    void aLostAnswerIsNoFailure() {
        // Given
        faults.inject("CreateStream", new Fault.LostReply(), 1);

        // When / Then
        assertThat(rig.setup(stream)).extracting(Row::status).containsExactly(Status.CREATED);
        faults.inject("DeleteStream", new Fault.LostReply(), 1);
        assertThat(rig.teardown(stream)).extracting(Row::status).containsExactly(Status.DELETED);
    }

    @Test
    void whatCannotBeDeletedIsLeftWithItsReasonAndGoesAtTheNextRun() {
        // Given
        Resource leases = new LeaseTable(name, name);
        rig.setup(stream, leases);
        faults.inject("DeleteStream", DENIED, 1);

        // When
        List<Row> first = rig.teardown(stream, leases);

        // Then
        assertThat(first).extracting(Row::status).containsExactly(Status.DELETED, Status.FAILED);
        assertThat(first.get(1).details()).singleElement().asString().contains("AccessDeniedException");
        assertThat(rig.leftovers().resources()).containsExactly("stream " + name);
        assertThat(rig.teardown(stream, leases)).extracting(Row::status).containsExactly(Status.ABSENT, Status.DELETED);
        assertThat(rig.leftovers().isNothing()).isTrue();
    }

    @Test
    void theLedgerStaysWhileItAloneKnowsOfSomethingAndSaysOfWhat() {
        // Given
        KafkaTopic topic =
                new KafkaTopic(SharedServices.kafka().bootstrapServers(), name, 1, Optional.empty(), Map.of());
        rig.setup(topic);

        // When: the routes do not name the topic any more
        rig.teardown();

        // Then
        assertThat(rig.leftovers().resources()).containsExactly("topic " + name + " (in the ledger)");
        assertThat(rig.teardown(topic)).extracting(Row::status).containsExactly(Status.DELETED);
        assertThat(rig.leftovers().isNothing()).isTrue();
    }

    @Test
    void deploymentsThatShareALedgerDoNotSeeEachOthersEntries() {
        // Given
        KafkaTopic topic =
                new KafkaTopic(SharedServices.kafka().bootstrapServers(), name, 1, Optional.empty(), Map.of());
        rig.setup(topic);
        try (DeploymentRig other = new DeploymentRig()
                .with(Map.of("setup.ledger-table", rig.ledgerTable().name()))) {
            // When / Then
            assertThat(other.teardown(topic)).extracting(Row::status).containsExactly(Status.FOREIGN);
            assertThat(other.leftovers().isNothing()).isTrue();
        }
        assertThat(rig.teardown(topic)).extracting(Row::status).containsExactly(Status.DELETED);
    }

    @Test
    void anUnknownBrokerSettingIsToldInTheRow() {
        // Given
        KafkaTopic topic = new KafkaTopic("no address", name, 1, Optional.empty(), Map.of());

        // When
        Row row = rig.setup(topic).get(0);

        // Then
        assertThat(row.status()).isEqualTo(Status.FAILED);
        assertThat(row.details())
                .singleElement()
                .asString()
                .startsWith("No client for Kafka at no address could be made: ")
                .endsWith("Check kafka.brokers and kafka.client.*");
    }
}
