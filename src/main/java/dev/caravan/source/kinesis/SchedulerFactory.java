package dev.caravan.source.kinesis;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import software.amazon.kinesis.checkpoint.CheckpointConfig;
import software.amazon.kinesis.common.InitialPositionInStreamExtended;
import software.amazon.kinesis.coordinator.CoordinatorConfig;
import software.amazon.kinesis.coordinator.Scheduler;
import software.amazon.kinesis.coordinator.WorkerStateChangeListener;
import software.amazon.kinesis.leases.LeaseManagementConfig;
import software.amazon.kinesis.lifecycle.LifecycleConfig;
import software.amazon.kinesis.lifecycle.TaskExecutionListener;
import software.amazon.kinesis.metrics.MetricsConfig;
import software.amazon.kinesis.metrics.MetricsLevel;
import software.amazon.kinesis.metrics.NullMetricsFactory;
import software.amazon.kinesis.processor.ProcessorConfig;
import software.amazon.kinesis.processor.ShardRecordProcessorFactory;
import software.amazon.kinesis.processor.SingleStreamTracker;
import software.amazon.kinesis.retrieval.RetrievalConfig;
import software.amazon.kinesis.retrieval.polling.PollingConfig;

/** Configures KCL's scheduler from the options of one endpoint. */
final class SchedulerFactory {

    /** How often the scheduler looks at its shards; KCL's default of 1 s adds up to several seconds at a start. */
    private static final Duration DISPATCH = Duration.ofMillis(200);

    /** How often a child shard asks whether its parents are done; KCL's default is 10 s. */
    private static final Duration PARENT_POLL = Duration.ofSeconds(1);

    /** KCL does not tell a refusal from an outage, and never recovers from some failures: {@link SourceRun} does. */
    private static final int INITIALIZATIONS = 2;

    private final KinesisBatchEndpoint options;
    private final KclClients clients;
    private final String workerId;

    SchedulerFactory(KinesisBatchEndpoint options, KclClients clients, String workerId) {
        this.options = requireNonNull(options, "options");
        this.clients = requireNonNull(clients, "clients");
        this.workerId = requireNonNull(workerId, "workerId");
    }

    /** A scheduler that has not started. */
    Scheduler create(
            InitialPositionInStreamExtended start,
            ShardRecordProcessorFactory readers,
            TaskExecutionListener tasks,
            WorkerStateChangeListener states) {
        MetricsConfig metrics = metrics();
        return new Scheduler(
                new CheckpointConfig(),
                coordinator(states),
                leases(start),
                new LifecycleConfig().taskExecutionListener(tasks).aggregatorUtil(new KplRecords()),
                metrics,
                new ProcessorConfig(readers).callProcessRecordsEvenForEmptyRecordList(true),
                retrieval(start));
    }

    private CoordinatorConfig coordinator(WorkerStateChangeListener states) {
        CoordinatorConfig coordinator = new CoordinatorConfig(options.getApplicationName());
        coordinator.shardConsumerDispatchPollIntervalMillis(DISPATCH.toMillis());
        coordinator.parentShardPollIntervalMillis(PARENT_POLL.toMillis());
        coordinator.maxInitializationAttempts(INITIALIZATIONS);
        coordinator.workerStateChangeListener(states);
        return coordinator;
    }

    private LeaseManagementConfig leases(InitialPositionInStreamExtended start) {
        LeaseManagementConfig leases = new LeaseManagementConfig(
                options.leaseTable(), options.getApplicationName(), clients.dynamoDb(), clients.kinesis(), workerId);
        leases.failoverTimeMillis(options.getFailoverTime());
        leases.leaseAssignmentIntervalMillis(options.getLeaseAssignmentInterval());
        leases.shardSyncIntervalMillis(options.getShardSyncInterval());
        leases.dynamoDbLockBasedLeaderLeaseDurationInMillis(options.getLeaderLeaseDuration());
        leases.dynamoDbLockBasedLeaderHeartbeatPeriodInMillis(options.getLeaderHeartbeat());
        leases.maxLeasesForWorker(options.getMaxLeases());
        leases.initialPositionInStream(start);
        // A worker counts as alive by these reports; the leader would hand leases to a dead one for a minute.
        leases.workerUtilizationAwareAssignmentConfig()
                .workerMetricsReporterFreqInMillis(options.getFailoverTime() / 2);
        return leases;
    }

    /** What KCL reads ahead is kept small: it is outside the memory budget. */
    PollingConfig polling() {
        PollingConfig polling = new PollingConfig(options.getStream(), clients.kinesis());
        polling.maxRecords(options.getMaxRecordsPerRead());
        polling.idleTimeBetweenReadsInMillis(options.getIdleTimeBetweenReads());
        polling.maxPendingProcessRecordsInput(options.getPrefetchedReads());
        polling.recordsFetcherFactory().maxByteSize(options.getPrefetchedBytes());
        return polling;
    }

    private RetrievalConfig retrieval(InitialPositionInStreamExtended start) {
        return new RetrievalConfig(
                        clients.kinesis(),
                        new SingleStreamTracker(options.getStream(), start),
                        options.getApplicationName())
                .retrievalSpecificConfig(polling());
    }

    private MetricsConfig metrics() {
        MetricsConfig metrics = new MetricsConfig(clients.cloudWatch().orElse(null), options.getApplicationName());
        if (clients.cloudWatch().isEmpty()) {
            metrics.metricsLevel(MetricsLevel.NONE);
            metrics.metricsFactory(new NullMetricsFactory());
        }
        return metrics;
    }
}
