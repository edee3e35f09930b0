package dev.caravan.check;

import dev.caravan.lake.LakeEndpoint;
import dev.caravan.settings.Misspelling;
import java.util.ArrayList;
import java.util.List;

/** The fields that a lake is partitioned by are among those that the route's own steps leave in a record. */
final class PartitionCheck implements Check {

    @Override
    public List<Finding> findings(Candidate candidate) {
        List<Finding> findings = new ArrayList<>();
        for (MadeRoute route : candidate.made()) {
            route.lakes().forEach(step -> {
                KnownFields known = KnownFields.before(route, step);
                ((LakeEndpoint) step.endpoint())
                        .partitionFields().stream()
                                .filter(field ->
                                        known.complete() && !known.fields().containsKey(field))
                                .map(field -> route.problem(step, "partitionBy", message(field, known)))
                                .forEach(findings::add);
            });
        }
        return findings;
    }

    private static String message(String field, KnownFields known) {
        return "partitionBy names the field " + field + ", which " + known.reason()
                + Misspelling.nearest(field, known.fields().keySet())
                        .map(near -> ": did you mean " + near + "?")
                        .orElse("");
    }
}
