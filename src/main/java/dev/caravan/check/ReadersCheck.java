package dev.caravan.check;

import dev.caravan.source.kafka.KafkaBatchEndpoint;
import dev.caravan.source.kinesis.KinesisBatchEndpoint;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** No two routes are one reader: each would get a part of the records only, or stop the other. */
final class ReadersCheck implements Check {

    /**
     * What only one route can have.
     *
     * @param option of the source that says so
     * @param what for the message, for example {@code the group G on the topic T}
     * @param consequence of two
     */
    private record Claim(String option, String what, String consequence) {}

    @Override
    public List<Finding> findings(Candidate candidate) {
        Map<String, MadeRoute> owners = new HashMap<>();
        List<Finding> findings = new ArrayList<>();
        for (MadeRoute route : candidate.made()) {
            claims(route).forEach(claim -> {
                MadeRoute first = owners.putIfAbsent(claim.what(), route);
                if (first != null) {
                    findings.add(route.problem(
                            claim.option(), first.place() + " has " + claim.what() + " too: " + claim.consequence()));
                }
            });
        }
        return findings;
    }

    private static Stream<Claim> claims(MadeRoute route) {
        if (route.source() instanceof KafkaBatchEndpoint topic) {
            Claim group = new Claim(
                    "groupId",
                    "the group " + topic.getGroupId() + " on the topic " + topic.getTopic(),
                    "each would get a part of the records only; give it a groupId of its own");
            Claim transactions = new Claim(
                    "transactionalId",
                    "the transactionalId " + topic.getTransactionalId() + " in the group " + topic.getGroupId(),
                    "they would abort each other's transactions; give it a transactionalId of its own");
            return topic.getTransactionalId() == null
                            || topic.getTransactionalId().isBlank()
                    ? Stream.of(group)
                    : Stream.of(group, transactions);
        }
        if (route.source() instanceof KinesisBatchEndpoint stream) {
            return Stream.of(new Claim(
                    "applicationName",
                    "the lease table " + stream.leaseTable(),
                    "they would take each other's shards; give it an applicationName of its own"));
        }
        return Stream.empty();
    }
}
