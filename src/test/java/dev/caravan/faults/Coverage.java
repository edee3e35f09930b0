package dev.caravan.faults;

import dev.caravan.object.Prefix;
import dev.caravan.reconcile.Finding;
import dev.caravan.reconcile.Place;
import dev.caravan.reconcile.Reconciler;
import dev.caravan.reconcile.Report;
import dev.caravan.testing.SharedServices;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What {@code reconcile} says of a run's bucket: the product's own proof, beside the checker that shares no code with it. */
final class Coverage {

    private Coverage() {}

    /** Nothing is missing or doubled, and every chain of batches is proven from its first position on. */
    static void require(String bucket) {
        Report report = new Reconciler(
                        SharedServices.s3Client(),
                        List.of(place(bucket, "user-activity"), place(bucket, "user-activity-replica")),
                        Optional.of(place(bucket, "dead-letters")),
                        List.of(),
                        false,
                        () -> {})
                .report();
        List<Finding> findings = Stream.concat(
                        report.chains().stream().flatMap(chain -> chain.findings().stream()),
                        report.others().stream()
                                .filter(finding -> finding.kind().isFailure()))
                .toList();
        if (!findings.isEmpty()) {
            throw new AssertionError("reconcile found:\n"
                    + findings.stream().map(Finding::toString).collect(Collectors.joining("\n")));
        }
    }

    private static Place place(String bucket, String prefix) {
        return new Place(bucket, new Prefix(prefix));
    }
}
