package dev.caravan.check;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What is allowed in front of a sink and can lose records: Camel's own consumers, and what lets go of an exchange. */
final class LossCheck implements Check {

    private static final Map<String, String> SOURCES = Map.of(
            "kafka",
            "kafka: goes on behind a record that failed, and its next commit covers that record: it is lost;"
                    + " kafka-batch: loses none",
            "aws2-kinesis",
            "aws2-kinesis: goes on behind a record that failed, which is lost, and remembers its position in memory"
                    + " only; kinesis-batch: loses none");

    private static final Map<String, String> STEPS = Map.of(
            "aggregate",
            "aggregate lets the source acknowledge while the records are in memory only: a crash or a failing sink"
                    + " loses them",
            "wireTap",
            "wireTap lets the source acknowledge what the tap has not delivered: a crash or a failing sink loses it",
            "threads",
            "threads lets the source acknowledge while the records are in memory only: a crash or a failing sink loses"
                    + " them");

    @Override
    public List<Finding> findings(Candidate candidate) {
        List<Finding> findings = new ArrayList<>();
        for (Flow flow : Flow.of(candidate)) {
            if (flow.feedsASink()) {
                String source = SOURCES.get(flow.source().scheme());
                if (source != null) {
                    findings.add(flow.route().warning(flow.source().lineOf(""), source));
                }
                for (Flow.Met met : flow.steps()) {
                    String step = STEPS.get(met.step().kind());
                    if (step != null) {
                        findings.add(met.route().warning(met.step().line(), step));
                    }
                }
            }
        }
        return findings;
    }
}
