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
            route.lakes().forEach(step -> KnownFields.before(route, step)
                    .ifPresent(fields -> ((LakeEndpoint) step.endpoint())
                            .partitionFields().stream()
                                    .filter(field -> !fields.names().contains(field))
                                    .forEach(field -> findings.add(route.problem(
                                            step.line(),
                                            "partitionBy names the field " + field + ", which " + fields.reason()
                                                    + Misspelling.nearest(field, fields.names())
                                                            .map(near -> ": did you mean " + near + "?")
                                                            .orElse(""))))));
        }
        return findings;
    }
}
