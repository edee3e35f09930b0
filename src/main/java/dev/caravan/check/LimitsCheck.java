package dev.caravan.check;

import dev.caravan.source.BatchEndpoint;
import dev.caravan.source.kafka.KafkaBatchEndpoint;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Limits of batches that contradict one another. */
final class LimitsCheck implements Check {

    @Override
    public List<Finding> findings(Candidate candidate) {
        List<Finding> findings = new ArrayList<>();
        for (MadeRoute route : candidate.made()) {
            if (route.source() instanceof BatchEndpoint source) {
                long budget = source.memoryBudget().maxBytes();
                if (budget < source.getMaxBytes()) {
                    findings.add(route.problem(
                            "maxBytes",
                            "maxBytes = " + source.getMaxBytes() + " is more than the memory for all batches, " + budget
                                    + " bytes: raise batch.memory-budget, or lower maxBytes"));
                }
            }
            if (route.source() instanceof KafkaBatchEndpoint source
                    && source.getMaxAge() > source.getMaxPollInterval()) {
                findings.add(route.problem(
                        "maxAge",
                        "maxAge = " + time(source.getMaxAge()) + " is longer than maxPollInterval = "
                                + time(source.getMaxPollInterval())
                                + ", after which the group may give the partitions away: lower maxAge, or raise"
                                + " maxPollInterval"));
            }
        }
        return findings;
    }

    private static String time(long millis) {
        Duration time = Duration.ofMillis(millis);
        return time.toMillisPart() > 0 ? millis + " ms" : time.toSeconds() + " s";
    }
}
