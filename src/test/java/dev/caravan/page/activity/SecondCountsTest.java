package dev.caravan.page.activity;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class SecondCountsTest {

    private final SettableClock clock = new SettableClock();
    private final SecondCounts counts = new SecondCounts(clock);

    @Test
    void theMeanIsOfTheSecondsThatAreOver() {
        // Given
        clock.passSeconds(100);
        counts.add(600);
        double under = counts.perSecond(60);

        // When
        clock.passSeconds(1);

        // Then
        assertThat(under).isZero();
        assertThat(counts.perSecond(60)).isEqualTo(10);
    }

    @Test
    void aYoungProcessHasTheMeanOfItsLife() {
        // Given
        counts.add(50);

        // When
        clock.passSeconds(5);

        // Then
        assertThat(counts.perSecond(60)).isEqualTo(10);
    }

    @Test
    void whatIsOlderIsForgotten() {
        // Given
        counts.add(50);

        // When
        clock.passSeconds(59);
        long before = counts.lately(60);
        clock.passSeconds(1);

        // Then
        assertThat(before).isEqualTo(50);
        assertThat(counts.lately(60)).isZero();
        clock.passSeconds(10_000);
        assertThat(counts.history(10)).hasSize(59).containsOnly(0.0);
    }

    @Test
    void aSpanOfTheHistoryKeepsItsValueWhileItMovesOn() {
        // Given
        clock.passSeconds(20);
        counts.add(100);
        clock.passSeconds(10);
        List<Double> first = counts.history(10);

        // When
        clock.passSeconds(9);
        List<Double> same = counts.history(10);
        clock.passSeconds(1);
        List<Double> next = counts.history(10);

        // Then
        assertThat(first.get(58)).isEqualTo(10);
        assertThat(same).isEqualTo(first);
        assertThat(next.get(57)).isEqualTo(10);
        assertThat(next.get(58)).isZero();
    }

    @Test
    void aClockThatIsSetBackLosesNothing() {
        // Given
        clock.passSeconds(100);
        counts.add(1);

        // When
        clock.passSeconds(-50);
        counts.add(1);

        // Then
        assertThat(counts.lately(1)).isEqualTo(2);
    }
}
