package dev.caravan.check;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.snakeyaml.engine.v2.nodes.ScalarNode;

/** Steps in front of a lake that make something else of a record when its batch comes again. */
final class RepeatCheck implements Check {

    private static final Set<String> LOOK_UPS = Set.of("enrich", "pollEnrich", "poll");

    /** Of the language simple: values of the moment, of this process or of this exchange. */
    private static final Pattern MOMENT = Pattern.compile("\\$\\{(date:(?:now|millis|exchangeCreated)"
            + "|date-with-timezone:(?:now|millis|exchangeCreated)|random|uuid|exchangeId|messageId|messageTimestamp"
            + "|threadId|threadName|hostName)\\b");

    private static final String AGAIN =
            ": after a crash the batch comes again, and the lake may then hold its records" + " twice";

    @Override
    public List<Finding> findings(Candidate candidate) {
        List<Finding> findings = new ArrayList<>();
        for (Flow flow : Flow.of(candidate)) {
            int lastLake = -1;
            for (int i = 0; i < flow.steps().size(); i++) {
                lastLake = flow.steps().get(i).step().scheme().equals("lake") ? i : lastLake;
            }
            for (int i = 0; i < lastLake; i++) {
                Flow.Met met = flow.steps().get(i);
                change(met.step()).ifPresent(change -> findings.add(met.route().warning(change.line(), change.text())));
            }
        }
        return findings;
    }

    private record Change(int line, String text) {}

    private static Optional<Change> change(WrittenStep step) {
        if (LOOK_UPS.contains(step.kind())) {
            return Optional.of(
                    new Change(step.line(), step.kind() + " may read something else the second time" + AGAIN));
        }
        for (ScalarNode text : step.texts()) {
            Matcher matcher = MOMENT.matcher(text.getValue());
            if (matcher.find()) {
                return Optional.of(new Change(
                        YamlTree.line(text),
                        matcher.group(1) + " is another value the second time" + AGAIN
                                + "; records:set has values that stay"));
            }
        }
        return Optional.empty();
    }
}
