package dev.caravan.lake;

import static org.assertj.core.api.Assertions.assertThat;

import dev.caravan.failure.Abandonment;
import dev.caravan.object.Batches;
import dev.caravan.object.Prefix;
import dev.caravan.reconcile.ChainReport;
import dev.caravan.reconcile.Finding;
import dev.caravan.reconcile.FindingKind;
import dev.caravan.reconcile.Place;
import dev.caravan.reconcile.Reconciler;
import dev.caravan.reconcile.Report;
import dev.caravan.record.RecordBatch;
import dev.caravan.record.SourceRecord;
import dev.caravan.testing.SharedServices;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** What the lake writes is what reconciling reads. */
class ReconciledLakeTest {

    @Test
    void whatALakeHasWrittenIsFollowedFromBatchToBatch() throws Exception {
        try (LakeRoute route = LakeRoute.start("partitionBy", "field:kind")) {
            // Given: two objects, a manifest with nothing but a rejected record, one object
            route.send(batch(0, "{\"kind\":\"a\"}", "{\"kind\":\"b\"}", "{\"kind\":\"a\"}"));
            route.send(batch(3, "no JSON"));
            route.send(batch(4, "{\"kind\":\"b\"}"));

            // When
            Report report = report(route);
            SharedServices.s3Client().deleteObject(delete -> delete.bucket(route.bucket)
                    .key(route.stored().keySet().stream()
                            .filter(key -> key.startsWith("p/_manifests/"))
                            .findFirst()
                            .orElseThrow()));

            // Then: the rejected record's dead letter is the source's to write, and there is no source here
            assertThat(report.findings()).extracting(Finding::kind).containsExactly(FindingKind.LETTERS_MISSING);
            ChainReport chain = report.chains().get(0);
            assertThat(List.of(chain.batches(), chain.objects(), chain.in(), chain.out(), chain.rejected()))
                    .containsExactly(3L, 4L, 5L, 4L, 1L);
            assertThat(report(route).findings()).extracting(Finding::kind).containsExactly(FindingKind.GAP);
        }
    }

    private static RecordBatch batch(long start, String... values) {
        List<SourceRecord> records = LongStream.range(0, values.length)
                .mapToObj(at -> Batches.record(start + at, values[(int) at].getBytes(StandardCharsets.UTF_8)))
                .toList();
        return RecordBatch.of(Batches.range(start, start + values.length - 1), records, new Abandonment(), () -> {});
    }

    private static Report report(LakeRoute route) {
        Place lake = new Place(route.bucket, new Prefix("p"));
        return new Reconciler(SharedServices.s3Client(), List.of(lake), Optional.empty(), List.of(), false, () -> {})
                .report();
    }
}
