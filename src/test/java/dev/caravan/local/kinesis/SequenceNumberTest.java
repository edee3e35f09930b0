package dev.caravan.local.kinesis;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

class SequenceNumberTest {

    private static final long MAX_SECONDS = (1L << 36) - 1;

    @Property
    void eachNumberHas56DigitsAndIsReadBack(
            @ForAll @LongRange(max = MAX_SECONDS) long epoch,
            @ForAll @IntRange int shard,
            @ForAll @LongRange long index,
            @ForAll @LongRange(max = MAX_SECONDS) long time) {
        // Given
        SequenceNumber number = new SequenceNumber(epoch, shard, index, time);

        // Then
        assertThat(number.toString()).hasSize(56);
        assertThat(SequenceNumber.parse(number.toString())).contains(number);
    }

    @Property
    void itGrowsWithTheIndexWhateverTheTimes(
            @ForAll @LongRange(max = Long.MAX_VALUE - 1) long index,
            @ForAll @LongRange(max = MAX_SECONDS) long earlier,
            @ForAll @LongRange(max = MAX_SECONDS) long later) {
        // Then
        assertThat(value(new SequenceNumber(1_700_000_000, 7, index, earlier)))
                .isLessThan(value(new SequenceNumber(1_700_000_000, 7, index + 1, later)));
    }

    @Property
    void aChildsNumbersAreBehindItsParents(
            @ForAll @IntRange int parent, @ForAll @IntRange int child, @ForAll @LongRange long index) {
        // Then
        assertThat(value(new SequenceNumber(1_700_000_000, parent, index, 1_800_000_000)))
                .isLessThan(value(new SequenceNumber(1_700_000_001, child, 0, 1_700_000_001)));
    }

    @Test
    void numbersOfOthersAreNone() {
        // Then
        for (String digits : new String[] {
            "0", "1", "49640020000000000000000000000000000000000000000000000000", "9".repeat(56), "9".repeat(128)
        }) {
            assertThat(SequenceNumber.parse(digits)).as(digits).isEmpty();
        }
    }

    private static BigInteger value(SequenceNumber number) {
        return new BigInteger(number.toString());
    }
}
