package dev.caravan.page.snapshot;

import dev.caravan.page.activity.RouteActivity;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What came through a route.
 *
 * @param perSecond records, the mean of the last minute
 * @param history the same for each ten seconds, oldest first
 * @param records delivered since the start of the process
 * @param deadLetters of them, by the code of their reason
 * @param deadLettersLately in the last five minutes
 * @param retries repeated attempts of batches
 */
public record FlowView(
        double perSecond,
        List<Double> history,
        long records,
        long filtered,
        Map<String, Long> deadLetters,
        long deadLettersLately,
        long retries,
        Optional<Instant> lastBegun,
        Optional<Instant> lastDelivered) {

    private static final int MINUTE = 60;
    private static final int LATELY = 300;

    /** Seconds that one value of the history covers. */
    public static final int SPAN = 10;

    static FlowView of(RouteActivity route) {
        return new FlowView(
                route.delivered().perSecond(MINUTE),
                route.delivered().history(SPAN),
                route.records(),
                route.filtered(),
                route.reasons(),
                route.rejected().lately(LATELY),
                route.retries(),
                route.lastBegun(),
                route.lastDelivered());
    }
}
