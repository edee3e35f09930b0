package dev.caravan.source.kinesis;

import static java.util.Objects.requireNonNull;

import java.util.Optional;
import java.util.UUID;
import software.amazon.kinesis.leases.Lease;
import software.amazon.kinesis.leases.LeaseCoordinator;

/** The leases of one KCL scheduler; for a single stream the lease key is the shard id. */
final class SchedulerLeases implements Leases {

    private volatile LeaseCoordinator coordinator;

    /** The scheduler exists only after the factory of its readers. */
    void of(LeaseCoordinator ofScheduler) {
        coordinator = requireNonNull(ofScheduler, "ofScheduler");
    }

    @Override
    public Optional<UUID> term(String shardId) {
        return Optional.ofNullable(coordinator.getCurrentlyHeldLease(shardId)).map(Lease::concurrencyToken);
    }

    @Override
    public void drop(String shardId) {
        Lease held = coordinator.getCurrentlyHeldLease(shardId);
        if (held != null) {
            coordinator.dropLease(held);
        }
    }
}
