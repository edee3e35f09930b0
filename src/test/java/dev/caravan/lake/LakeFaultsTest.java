package dev.caravan.lake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.caravan.failure.AbandonedException;
import dev.caravan.failure.Abandonment;
import dev.caravan.failure.PermanentException;
import dev.caravan.object.Batches;
import dev.caravan.object.FaultyHttpClient.Fault;
import java.util.stream.IntStream;
import org.apache.camel.Exchange;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What the step does when S3, its options or its body are not as they should be. */
@Timeout(120)
class LakeFaultsTest {

    @Test
    void manyPutsMeetFaultsAndAllObjectsAreThereOnce() throws Exception {
        try (LakeRoute route = LakeRoute.start("partitionBy", "field:n", "maxParallelPuts", "4")) {
            // Given
            route.network.next(
                    Fault.SLOW_DOWN,
                    Fault.LOST_REPLY,
                    Fault.NONE,
                    Fault.LOST_REQUEST,
                    Fault.LOST_REPLY,
                    Fault.CONFLICT);

            // When
            Exchange exchange = route.send(Batches.of(
                    IntStream.range(0, 20).mapToObj(i -> "{\"n\":" + i + "}").toArray(String[]::new)));

            // Then
            assertThat(route.texts()).hasSize(20);
            assertThat(exchange.getProperty(LakeProperties.OBJECTS))
                    .asInstanceOf(InstanceOfAssertFactories.LIST)
                    .hasSize(20)
                    .doesNotHaveDuplicates();
            assertThat(route.network.puts()).isEqualTo(25);
        }
    }

    @Test
    void aMissingBucketStopsTheRouteWithWords() throws Exception {
        try (LakeRoute route = LakeRoute.startIn("no-such-bucket", "partitionBy", "field:n")) {
            assertThatThrownBy(() -> route.send(Batches.of("{\"n\":1}", "{\"n\":2}", "{\"n\":3}")))
                    .isInstanceOf(PermanentException.class)
                    .hasMessageContaining("s3://no-such-bucket/p/n=")
                    .hasMessageContaining("404 NoSuchBucket");
        }
    }

    @Test
    void anAbandonedBatchWritesNothingMore() throws Exception {
        try (LakeRoute route = LakeRoute.start()) {
            // Given
            Abandonment abandonment = new Abandonment();
            abandonment.abandon();

            // When, Then
            assertThatThrownBy(() -> route.send(Batches.of(abandonment, () -> {}, "{}")))
                    .isInstanceOf(AbandonedException.class);
            assertThat(route.stored()).isEmpty();
        }
    }

    @Test
    void aSecondStepWithTheSamePrefixIsRefusedInsteadOfTakingTheFirstOnesObjectsForItsOwn() throws Exception {
        try (LakeRoute route = LakeRoute.start("releaseRecords", "false")) {
            // Given: what the second step gets differs
            route.andThen("lake:" + route.bucket + "?prefix=p&compression=gzip");

            // When, Then
            assertThatThrownBy(() -> route.send(Batches.of("{\"n\":1}")))
                    .isInstanceOf(PermanentException.class)
                    .hasMessageContaining("s3://" + route.bucket + "/p/")
                    .hasMessageContaining("prefix of its own");
        }
    }

    @Test
    void aSecondStepWithAPrefixOfItsOwnWritesItsOwnObjects() throws Exception {
        try (LakeRoute route = LakeRoute.start("releaseRecords", "false")) {
            // Given
            route.andThen("lake:" + route.bucket + "?prefix=q");

            // When
            route.send(Batches.of("{\"n\":1}"));

            // Then
            assertThat(route.stored().keySet()).extracting(key -> key.charAt(0)).containsExactly('p', 'q');
        }
    }

    @Test
    void whatIsNoBatchIsRefused() throws Exception {
        try (LakeRoute route = LakeRoute.start()) {
            assertThatThrownBy(() -> route.send((Object) "text"))
                    .isInstanceOf(PermanentException.class)
                    .hasMessageContaining("java.lang.String");
        }
    }

    @Test
    void wrongOptionsAreNamedAtTheStart() {
        for (String[] option : new String[][] {
            {"format", "csv"},
            {"compression", "zip"},
            {"compressionLevel", "10"},
            {"partitionBy", "timestamp"},
            {"partitionBy", "field:a b"},
            {"partitionBy", "field:a,field:A"},
            {"partitionBy", "event-time:t,field:hour"},
            {"eventTimeFormat", "unix"},
            {"minYear", "2200"},
            {"maxParallelPuts", "0"},
            {"maxOpenPartitions", "0"},
            {"prefix", "../up"}
        }) {
            assertThatThrownBy(() -> LakeRoute.startIn("some-bucket", option).close())
                    .as("%s=%s", option[0], option[1])
                    .hasRootCauseInstanceOf(IllegalArgumentException.class);
        }
    }
}
