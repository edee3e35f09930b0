package dev.caravan.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Assume;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Whatever a chain looks like and in whatever order its objects come: nothing is found in it, and every loss is. */
class AnyChainTest {

    /** @param skipped positions without a record before the batch, which only a shard has */
    record Batch(int skipped, int length, int rejected, int filtered, List<Integer> rows) {}

    record Chain(boolean kinesis, int first, List<Batch> batches) {

        /** All but one batch, which is -1 for none. */
        StoredChain without(int missing) {
            StoredChain chain = new StoredChain(kinesis ? StoredChain.KINESIS : StoredChain.KAFKA);
            long next = kinesis ? first : 0;
            Long previous = null;
            for (int at = 0; at < batches.size(); at++) {
                Batch batch = batches.get(at);
                long start = next + (kinesis ? batch.skipped() : 0);
                long end = start + batch.length() - 1;
                if (at != missing) {
                    chain.batch(
                            start,
                            end,
                            previous,
                            batch.rejected(),
                            batch.filtered(),
                            batch.rows().stream().mapToInt(Integer::intValue).toArray());
                }
                previous = end;
                next = end + 1;
            }
            return chain;
        }

        StoredChain whole() {
            return without(-1);
        }
    }

    @Provide
    Arbitrary<Chain> chains() {
        Arbitrary<Integer> few = Arbitraries.integers().between(0, 3);
        Arbitrary<Batch> batch = Combinators.combine(
                        few,
                        Arbitraries.integers().between(1, 9),
                        few,
                        few,
                        Arbitraries.integers().between(1, 5).list().ofMaxSize(4))
                .as(Batch::new);
        return Combinators.combine(
                        Arbitraries.of(true, false),
                        Arbitraries.integers().between(0, 50),
                        batch.list().ofMinSize(1).ofMaxSize(12))
                .as(Chain::new);
    }

    @Property
    void nothingIsFoundInAWholeChain(@ForAll("chains") Chain any, @ForAll Random random) {
        StoredChain chain = any.whole();
        Collections.shuffle(chain.objects, random);
        Collections.shuffle(chain.letters, random);

        assertThat(chain.report().findings()).isEmpty();
    }

    @Property
    void aMissingBatchIsFound(@ForAll("chains") Chain any, @ForAll Random random) {
        int batches = any.batches().size();
        Assume.that(batches > 1);
        // Behind the last one nothing shows that there was another, and before Kafka's first one it is unproven.
        int missing = random.nextInt(batches - 1);
        StoredChain chain = any.without(missing);
        Collections.shuffle(chain.objects, random);

        FindingKind expected = missing == 0 && !any.kinesis() ? FindingKind.UNPROVEN : FindingKind.GAP;
        assertThat(chain.report().findings()).extracting(Finding::kind).containsExactly(expected);
    }

    @Property
    void aLastBatchThatIsMissingIsFoundIfItHasDeadLetters(@ForAll("chains") Chain any) {
        Batch last = any.batches().get(any.batches().size() - 1);
        Assume.that(any.batches().size() > 1 && last.rejected() > 0);
        StoredChain chain = any.whole();
        StoredChain rest = any.without(any.batches().size() - 1);
        rest.letters.clear();
        rest.letters.addAll(chain.letters);

        assertThat(rest.report().findings()).extracting(Finding::kind).containsExactly(FindingKind.BATCH_MISSING);
    }

    @Property
    void aMissingOrDoubledObjectIsFound(@ForAll("chains") Chain any, @ForAll Random random) {
        StoredChain chain = any.whole();
        List<StoredBatch> several = chain.objects.stream()
                .filter(one -> one.rows() > 0 && one.rows() < one.counts().out())
                .toList();
        Assume.that(!several.isEmpty());
        StoredBatch one = several.get(random.nextInt(several.size()));

        StoredChain doubled = any.whole();
        doubled.objects.add(one);
        chain.objects.remove(one);

        assertThat(chain.report().findings()).extracting(Finding::kind).containsExactly(FindingKind.INCOMPLETE);
        assertThat(doubled.report().findings()).extracting(Finding::kind).containsExactly(FindingKind.SURPLUS);
    }

    @Property
    void missingDeadLettersAreFound(@ForAll("chains") Chain any, @ForAll Random random) {
        StoredChain chain = any.whole();
        Assume.that(!chain.letters.isEmpty());
        chain.letters.remove(random.nextInt(chain.letters.size()));

        assertThat(chain.report().findings()).extracting(Finding::kind).containsExactly(FindingKind.LETTERS_MISSING);
    }

    @Property
    void aBatchThatIsDeliveredAgainWithAnotherEndIsFound(@ForAll("chains") Chain any, @ForAll Random random) {
        StoredChain chain = any.whole();
        StoredBatch one = chain.objects.get(random.nextInt(chain.objects.size()));
        int number = Integer.parseInt(one.range().end().text().replaceAll(".*(\\d{4})\\.0$", "$1"));
        long start = Integer.parseInt(one.range().start().text().replaceAll(".*(\\d{4})\\.0$", "$1"));
        chain.batch(start, number + 1, start == 0 ? null : start - 1, 0, 0, 1);

        assertThat(chain.report().findings()).extracting(Finding::kind).contains(FindingKind.OVERLAP);
        assertThat(chain.report().findings())
                .extracting(Finding::kind)
                .doesNotContain(FindingKind.GAP, FindingKind.INCOMPLETE);
    }
}
