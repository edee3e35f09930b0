package dev.caravan.source.kinesis;

import static java.util.Objects.requireNonNull;

import dev.caravan.failure.Backoff;
import dev.caravan.failure.PermanentException;
import dev.caravan.failure.Retry;
import dev.caravan.failure.RetryableException;
import dev.caravan.record.SourcePartition;
import dev.caravan.source.RouteFingerprint;
import java.time.Instant;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** Looks the stream up and makes the lease table ready, so that KCL can start at once. */
final class Preparation {

    private final KinesisBatchEndpoint endpoint;
    private final KclClients clients;
    private final String route;
    private final String workerId;
    private final SourceState state;
    private final Supplier<BatchWriters> writers;
    private final Consumer<RetryableException> again;

    /** @param again called by a run whose KCL could not begin because AWS did not answer */
    Preparation(
            KinesisBatchEndpoint endpoint,
            KclClients clients,
            String route,
            String workerId,
            SourceState state,
            Supplier<BatchWriters> writers,
            Consumer<RetryableException> again) {
        this.endpoint = requireNonNull(endpoint, "endpoint");
        this.clients = requireNonNull(clients, "clients");
        this.route = requireNonNull(route, "route");
        this.workerId = requireNonNull(workerId, "workerId");
        this.state = requireNonNull(state, "state");
        this.writers = requireNonNull(writers, "writers");
        this.again = requireNonNull(again, "again");
    }

    /**
     * A run that has not started. May be repeated: what an attempt has made is used by the next.
     *
     * @throws PermanentException if the stream is unknown, access is denied, or the leases are another stream's
     * @throws RetryableException while Kinesis or DynamoDB does not answer
     */
    SourceRun run() {
        StreamLookup stream = new StreamLookup(clients.kinesis(), endpoint.getStream());
        Instant created = stream.creationTime();
        LeaseTable leaseTable = new LeaseTable(clients.dynamoDb(), endpoint.leaseTable());
        Start start = Start.of(endpoint, leaseTable.prepare(), created);
        StreamClaim claim = new StreamClaim(
                clients.dynamoDb(), endpoint.leaseTable(), endpoint.getApplicationName(), stream, created);
        SourceRun prepared = new SourceRun(
                shardSettings(created),
                state,
                claim,
                writers.get(),
                new SchedulerFactory(endpoint, clients, workerId),
                start.position(),
                new StandBy(() -> leaseTable.othersHoldAll(workerId), System::nanoTime),
                again);
        leaseTable.seed(
                prepared.scheduler().leaseCoordinator().leaseRefresher(),
                stream.shardsAt(start.shards()),
                start.sentinel(),
                workerId,
                endpoint.getMaxLeases());
        claim.take();
        return prepared;
    }

    private ShardSettings shardSettings(Instant streamCreated) {
        return new ShardSettings(
                route,
                endpoint.getStream(),
                SourcePartition.lineage(Long.toString(streamCreated.toEpochMilli()), endpoint.getApplicationName()),
                endpoint.policy(),
                RouteFingerprint.of(endpoint.getCamelContext(), route),
                endpoint.getOnSettingsMismatch().equals("accept"),
                endpoint.memoryBudget(),
                new Retry(Backoff.DEFAULT),
                System::nanoTime);
    }
}
