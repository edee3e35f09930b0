package dev.caravan.page.snapshot;

import dev.caravan.measure.Answer;
import dev.caravan.page.activity.CallActivity;

/**
 * How calls of one operation ended since the start of the process.
 *
 * @param operation for example {@code s3 PutObject}
 * @param throttledLately in the last five minutes
 */
public record CallView(String operation, long ok, long retried, long throttled, long failed, long throttledLately) {

    private static final int LATELY = 300;

    static CallView of(String operation, CallActivity calls) {
        return new CallView(
                operation,
                calls.total(Answer.OK),
                calls.total(Answer.RETRY),
                calls.total(Answer.THROTTLED),
                calls.total(Answer.FAILED),
                calls.throttled().lately(LATELY));
    }
}
