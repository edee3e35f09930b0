package dev.caravan.page.activity;

import dev.caravan.measure.Answer;
import java.time.Clock;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;

/** How calls of one operation of a service ended since the start of the process. Thread-safe. */
public final class CallActivity {

    private final Map<Answer, AtomicLong> totals = new EnumMap<>(Answer.class);
    private final SecondCounts throttled;

    CallActivity(Clock clock) {
        for (Answer answer : Answer.values()) {
            totals.put(answer, new AtomicLong());
        }
        this.throttled = new SecondCounts(clock);
    }

    void answered(Answer answer) {
        totals.get(answer).incrementAndGet();
        if (answer == Answer.THROTTLED) {
            throttled.add(1);
        }
    }

    public long total(Answer answer) {
        return totals.get(answer).get();
    }

    public SecondCounts throttled() {
        return throttled;
    }
}
