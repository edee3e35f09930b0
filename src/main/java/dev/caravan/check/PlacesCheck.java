package dev.caravan.check;

import dev.caravan.lake.LakeEndpoint;
import dev.caravan.object.Prefix;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Each lake step has a place of its own. */
final class PlacesCheck implements Check {

    @Override
    public List<Finding> findings(Candidate candidate) {
        Map<String, MadeRoute> owners = new HashMap<>();
        List<Finding> findings = new ArrayList<>();
        for (MadeRoute route : candidate.made()) {
            route.lakes().forEach(step -> {
                String place = place((LakeEndpoint) step.endpoint());
                MadeRoute first = owners.putIfAbsent(place, route);
                if (route.equals(first)) {
                    findings.add(route.problem(
                            step,
                            "prefix",
                            "another step of this route writes to " + place
                                    + " too: their objects would have the same names; give each a prefix"));
                } else if (first != null) {
                    findings.add(route.warning(
                            step,
                            "prefix",
                            first.place() + " writes to " + place
                                    + " too: one table will hold the records of both; give each a prefix unless that is"
                                    + " meant"));
                }
            });
        }
        return findings;
    }

    private static String place(LakeEndpoint lake) {
        return "s3://" + lake.getBucket() + "/" + new Prefix(lake.getPrefix()).value();
    }
}
