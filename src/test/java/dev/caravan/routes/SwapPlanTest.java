package dev.caravan.routes;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SwapPlanTest {

    @Test
    void onlyRoutesThatDifferAreTouched() {
        // When
        SwapPlan plan = SwapPlan.between(
                Map.of("same", "1", "edited", "2", "deleted", "3"), Map.of("same", "1", "edited", "9", "new", "4"));

        // Then
        assertThat(plan).isEqualTo(new SwapPlan(Set.of("new"), Set.of("edited"), Set.of("deleted")));
        assertThat(plan.ending()).containsExactlyInAnyOrder("edited", "deleted");
        assertThat(plan.beginning()).containsExactlyInAnyOrder("edited", "new");
        assertThat(plan.touchesNoRoute()).isFalse();
    }

    @Test
    void theWayBackEndsWhatBeganAndBeginsWhatEnded() {
        // Given
        SwapPlan plan = new SwapPlan(Set.of("new"), Set.of("edited"), Set.of("deleted"));

        // When
        SwapPlan back = plan.reversed();

        // Then
        assertThat(back.ending()).isEqualTo(plan.beginning());
        assertThat(back.beginning()).isEqualTo(plan.ending());
    }

    @Test
    void equalDigestsTouchNothing() {
        assertThat(SwapPlan.between(Map.of("a", "1"), Map.of("a", "1")).touchesNoRoute())
                .isTrue();
    }
}
