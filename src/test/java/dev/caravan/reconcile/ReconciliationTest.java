package dev.caravan.reconcile;

import static dev.caravan.reconcile.StoredChain.KAFKA;
import static dev.caravan.reconcile.StoredChain.KINESIS;
import static dev.caravan.reconcile.StoredChain.LAKE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.caravan.lake.BatchMetadata;
import dev.caravan.object.Prefix;
import dev.caravan.record.BatchRange;
import dev.caravan.record.SourcePartition;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class ReconciliationTest {

    @Test
    void aChainFromItsFirstPositionOnIsCompleteAndCountsAddUp() {
        // Given
        StoredChain kafka = new StoredChain(KAFKA)
                .batch(0, 9, null, 0, 0, 4, 6)
                .batch(10, 14, 9L, 2, 3)
                .batch(15, 15, 14L, 0, 0, 1);
        StoredChain kinesis =
                new StoredChain(KINESIS).batch(100, 180, null, 1, 0, 7).batch(300, 310, 180L, 0, 0, 2);

        // When / Then
        Report report = kafka.report();
        assertThat(report.findings()).isEmpty();
        assertThat(report.isComplete()).isTrue();
        ChainReport chain = report.chains().get(0);
        assertThat(List.of(
                        chain.batches(),
                        chain.objects(),
                        chain.in(),
                        chain.out(),
                        chain.rejected(),
                        chain.filtered(),
                        chain.rows()))
                .containsExactly(3L, 4L, 16L, 11L, 2L, 3L, 11L);
        assertThat(chain.first().text() + " " + chain.last().text()).isEqualTo("0 15");
        assertThat(report.lakes()).singleElement().satisfies(lake -> assertThat(lake.rows())
                .isEqualTo(11));
        assertThat(kinesis.report().findings()).isEmpty();
    }

    @Test
    void aMissingBatchIsAGapThatNamesItsEndsAndTheNextObject() {
        // Given
        StoredChain kafka = new StoredChain(KAFKA).batch(0, 9, null, 0, 0, 10).batch(15, 20, 14L, 0, 0, 6);
        StoredChain kinesis =
                new StoredChain(KINESIS).batch(100, 180, null, 0, 0, 7).batch(300, 310, 250L, 0, 0, 2);

        // When / Then
        assertFinds(kafka.report(), FindingKind.GAP, "after 9, up to 14; next is s3://lake/clicks/hour=0/clicks-3-");
        assertFinds(
                kinesis.report(),
                FindingKind.GAP,
                "after " + StoredChain.kinesis(180).text() + ", up to "
                        + StoredChain.kinesis(250).text());
        assertThat(kafka.report().isComplete()).isFalse();
    }

    @Test
    void aShardThatBeginsBehindAnotherBatchHasLostItsBeginningUnlessItMayHaveBeenMoved() {
        // Given
        StoredChain chain = new StoredChain(KINESIS).batch(300, 310, 180L, 1, 0, 2);
        BatchRange expired = chain.range(100, 180, null, "00112233");
        chain.letters.add(new StoredLetters(expired, "s3://lake/dead-letters/" + expired.id(), 2));

        // When / Then
        assertThat(chain.report().findings())
                .extracting(Finding::kind)
                .containsExactly(FindingKind.GAP, FindingKind.BATCH_MISSING);
        assertFinds(chain.report(true), FindingKind.UNPROVEN, "the first batch starts at");
        assertThat(chain.report(true).isComplete()).isTrue();
    }

    @Test
    void whatOffsetsAloneCannotShowIsUnproven() {
        // When / Then
        assertFinds(
                new StoredChain(KAFKA).batch(7, 9, 6L, 0, 0, 3).report(),
                FindingKind.UNPROVEN,
                "the first batch starts at 7");
        assertFinds(
                new StoredChain(KINESIS)
                        .batch(100, 180, null, 0, 0, 7)
                        .batch(300, 310, null, 0, 0, 2)
                        .report(),
                FindingKind.UNPROVEN,
                "the reader began anew at " + StoredChain.kinesis(300).text());
    }

    @Test
    void aPositionThatWasMovedBackOverlapsAndOneMovedBackOverNothingDoesNot() {
        // Given
        StoredChain rewound = new StoredChain(KINESIS)
                .batch(100, 180, null, 0, 0, 7)
                .batch(181, 190, 180L, 0, 0, 1)
                .batch(100, 185, null, 0, 0, 8);
        StoredChain overNothing =
                new StoredChain(KINESIS).batch(100, 180, null, 0, 0, 7).batch(200, 210, 150L, 0, 0, 1);

        // When / Then
        assertThat(rewound.report().findings())
                .extracting(Finding::kind)
                .containsExactly(FindingKind.OVERLAP, FindingKind.OVERLAP);
        assertThat(overNothing.report().findings()).isEmpty();
    }

    @Test
    void aShortBatchInsideALongOneTakesNothingBackOfWhatTheLongOneCovers() {
        // Given
        StoredChain chain = new StoredChain(KAFKA)
                .batch(0, 100, null, 0, 0, 101)
                .batch(10, 20, 9L, 0, 0, 11)
                .batch(101, 101, 100L, 0, 0, 1);

        // When / Then
        assertFinds(chain.report(), FindingKind.OVERLAP, "10 to 20 and 0 to 100 overlap");
    }

    @Test
    void aBatchOfOtherSettingsOverlapsAndItsInterruptedHalfIsNotMissed() {
        // Given: one of two objects under the old settings, both under the new ones
        StoredChain chain = new StoredChain(KAFKA).batch(0, 9, null, 0, 0, 4, 6);
        BatchRange old = chain.range(0, 9, null, "00000000");
        chain.objects.add(StoredBatch.of("s3://lake/clicks/hour=7/old", old, new BatchMetadata(10, 0, 0), 3));

        // When
        Report report = chain.report();

        // Then
        assertFinds(report, FindingKind.OVERLAP, "[00000000, 00112233]");
        assertThat(report.chains().get(0).in()).isEqualTo(10);
        assertThat(report.lakes().get(0).rows()).isEqualTo(13);
    }

    @Test
    void anObjectThatIsGoneCopiedOrContradictsTheOthersIsFound() {
        // Given
        StoredChain gone = new StoredChain(KAFKA).batch(0, 9, null, 0, 0, 4, 6).batch(10, 11, 9L, 0, 0, 2);
        StoredBatch lost = gone.objects.remove(1);
        StoredChain last = new StoredChain(KAFKA).batch(0, 9, null, 0, 0, 4, 6);
        last.objects.remove(0);
        StoredChain copied = new StoredChain(KAFKA).batch(0, 9, null, 0, 0, 4, 6);
        copied.objects.add(lost);
        StoredChain contradicting = new StoredChain(KAFKA).batch(0, 9, null, 0, 0, 4, 6);
        contradicting.objects.set(0, StoredBatch.of("s3://lake/a", lost.range(), new BatchMetadata(10, 0, 1), 4));

        // When / Then
        assertFinds(gone.report(), FindingKind.INCOMPLETE, "0 to 9, in s3://lake/clicks/hour=0/", "lacks 6 of 10 rows");
        assertThat(gone.report().findings().get(0).text()).doesNotContain("under way");
        assertFinds(last.report(), FindingKind.INCOMPLETE, "lacks 4 of 10 rows", "it may be under way");
        assertFinds(copied.report(), FindingKind.SURPLUS, "has 16 rows in 3 objects, and 10 were written");
        assertFinds(contradicting.report(), FindingKind.CONTRADICTION, "say different counts");
    }

    @Test
    void deadLettersCompleteTheirBatchAndOutliveIt() {
        // Given
        StoredChain without = new StoredChain(KAFKA).batch(0, 9, null, 2, 0, 8).batch(10, 11, 9L, 0, 0, 2);
        without.letters.clear();
        StoredChain vanished =
                new StoredChain(KAFKA).batch(0, 9, null, 0, 0, 10).batch(10, 12, 9L, 3, 0);
        vanished.objects.remove(1);
        StoredChain more = new StoredChain(KAFKA).batch(0, 9, null, 2, 0, 8);
        more.letters.add(more.letters.get(0));

        // When / Then
        assertFinds(
                without.report(),
                FindingKind.LETTERS_MISSING,
                "rejected 2 records, and there are 0 dead letters of it");
        assertFinds(vanished.report(), FindingKind.BATCH_MISSING, "3 dead letters of 10 to 12, in s3://lake/dead-");
        assertThat(more.report().findings()).as("a later step may reject, too").isEmpty();
    }

    @Test
    void deadLettersOfAReaderWithoutALakeAreUnproven() {
        // Given
        StoredChain chain = new StoredChain(KAFKA).batch(0, 9, null, 0, 0, 10);
        SourcePartition other = new SourcePartition("topic-1", "0", "89abcdef");
        BatchRange range = new BatchRange(other, chain.position(3), chain.position(5), Optional.empty(), "00112233");
        chain.letters.add(new StoredLetters(range, "s3://lake/dead-letters/1", 2));
        chain.letters.add(new StoredLetters(range, "s3://lake/dead-letters/2", 1));

        // When / Then
        assertFinds(chain.report(), FindingKind.UNPROVEN, "3 dead letters are of a reader that writes to none");
        assertThat(chain.report().isComplete()).isTrue();
    }

    @Test
    void nothingAtAllIsAFailureAndOneEmptyLakeOfTwoIsNone() {
        // Given
        StoredChain chain = new StoredChain(KAFKA).batch(0, 9, null, 0, 0, 10);
        Reconciliation two = new Reconciliation(false);
        two.lake(new Place("lake", new Prefix("other")));
        two.add(LAKE, chain.objects.get(0));
        two.stranger(LAKE, "s3://lake/clicks/x (no metadata source)");
        two.stranger(LAKE, "s3://lake/clicks/y (no metadata source)");

        // When / Then
        assertFinds(new StoredChain(KAFKA).report(), FindingKind.EMPTY, "there is no batch");
        assertThat(two.report().isComplete()).isTrue();
        assertThat(two.report().findings())
                .extracting(Finding::text)
                .containsExactly(
                        "objects of no batch were passed over: 2, the first is s3://lake/clicks/x (no metadata"
                                + " source)",
                        "there is no batch: nothing was delivered yet, or the lake is another one");
    }

    @Test
    void aFailureThatOnlyOneOfTwoReadingsFindsIsAListingOvertaken() {
        // Given
        StoredChain torn = new StoredChain(KAFKA).batch(0, 9, null, 0, 0, 4, 6).batch(15, 20, 14L, 0, 0, 6);
        StoredChain later = new StoredChain(KAFKA)
                .batch(0, 9, null, 0, 0, 4, 6)
                .batch(10, 14, 9L, 0, 0, 5)
                .batch(15, 20, 14L, 0, 0, 6)
                .batch(25, 26, 24L, 0, 0, 2);
        torn.objects.remove(0);
        later.objects.remove(0);

        // When
        Report report = later.report().confirming(torn.report());

        // Then
        assertFinds(report, FindingKind.INCOMPLETE, "0 to 9");
        assertThat(report.chains().get(0).batches()).isEqualTo(4);
    }

    @Test
    void aCountOfAthenaThatDiffersIsAFailure() {
        // Given
        Report report = new StoredChain(KAFKA).batch(0, 9, null, 0, 0, 10).report();

        // When / Then
        assertThat(report.withAthena(lake -> OptionalLong.of(10)).isComplete()).isTrue();
        assertThat(report.withAthena(lake -> OptionalLong.of(10)).lakes().get(0).athena())
                .hasValue(10);
        assertFinds(
                report.withAthena(lake -> OptionalLong.of(9)),
                FindingKind.ATHENA,
                "counts 9 rows, and the objects hold 10");
        assertFinds(report.withAthena(lake -> OptionalLong.empty()), FindingKind.ATHENA, "Athena sees none of 10 rows");
        assertFinds(
                new StoredChain(KAFKA).report().withAthena(lake -> OptionalLong.empty()),
                FindingKind.EMPTY,
                "no batch");
    }

    @Test
    void aPlaceIsReadAsS3Writes() {
        // When / Then
        assertThat(Place.parse("s3://lake/clicks")).isEqualTo(LAKE).hasToString("s3://lake/clicks/");
        assertThat(Place.parse("s3://lake")).hasToString("s3://lake/");
        for (String wrong : List.of("lake/clicks", "s3://", "s3:///clicks", "s3://lake//clicks", "s3://lake/a b")) {
            assertThatThrownBy(() -> Place.parse(wrong)).isInstanceOf(IllegalArgumentException.class);
        }
    }

    private static void assertFinds(Report report, FindingKind kind, String... texts) {
        assertThat(report.findings()).singleElement().satisfies(finding -> {
            assertThat(finding.kind()).isEqualTo(kind);
            assertThat(finding.text()).contains(texts);
        });
    }
}
