package dev.caravan.source.kinesis;

import dev.caravan.failure.PermanentException;
import dev.caravan.source.BatchEndpoint;
import java.util.regex.Pattern;
import org.apache.camel.Category;
import org.apache.camel.Component;
import org.apache.camel.Consumer;
import org.apache.camel.Processor;
import org.apache.camel.Producer;
import org.apache.camel.spi.Metadata;
import org.apache.camel.spi.UriEndpoint;
import org.apache.camel.spi.UriParam;
import org.apache.camel.spi.UriPath;

/**
 * Reads a Kinesis stream in batches whose boundaries survive a crash.
 *
 * <p>The clients (KinesisAsyncClient, DynamoDbAsyncClient, and CloudWatchAsyncClient for metrics) are found by type in
 * the registry.
 */
@UriEndpoint(
        firstVersion = "1.0.0",
        scheme = "kinesis-batch",
        title = "Kinesis Batch",
        syntax = "kinesis-batch:stream",
        consumerOnly = true,
        category = {Category.CLOUD, Category.MESSAGING})
public final class KinesisBatchEndpoint extends BatchEndpoint {

    /** Amazon Kinesis API reference, CreateStream. */
    private static final Pattern STREAM = Pattern.compile("[a-zA-Z0-9_.-]{1,128}");

    @UriPath(description = "Name of the stream.")
    @Metadata(required = true)
    private final String stream;

    @UriParam(
            description =
                    "Name of the reader: its lease table, its share of the leases, and its objects in the lake are kept apart from those of other applications by it.")
    @Metadata(required = true)
    private String applicationName;

    @UriParam(description = "DynamoDB table with the leases and checkpoints. Default: the application name.")
    private String leaseTable;

    @UriParam(
            defaultValue = "TRIM_HORIZON",
            description =
                    "Where to start on a stream that this application has never read. LATEST is the moment at which the lease table was created.")
    private StartPosition startPosition = StartPosition.TRIM_HORIZON;

    @UriParam(description = "Start for AT_TIMESTAMP, as ISO-8601 instant: 2026-11-21T10:15:30Z.")
    private String startTimestamp;

    @UriParam(
            description =
                    "Identifies this process among the readers. Stable over restarts, so that it takes its own leases back at once; never the same in two live processes. Default: host name and route id; further live processes of the host get a number behind it, by lock files in the directory for temporary files.")
    private String workerId;

    @UriParam(defaultValue = "4", description = "Batches that pass the route at the same time, one of a shard at most.")
    private int writers = 4;

    @UriParam(
            defaultValue = "10000",
            label = "advanced",
            description = "Most records that one GetRecords call asks for, at most 10000.")
    private int maxRecordsPerRead = 10_000;

    @UriParam(
            defaultValue = "500",
            javaType = "java.time.Duration",
            label = "advanced",
            description =
                    "Pause between two GetRecords calls on one shard, at least 200 ms: a shard answers five calls a second, of all readers together.")
    private long idleTimeBetweenReads = 500;

    @UriParam(
            defaultValue = "2",
            label = "advanced",
            description =
                    "Answers of GetRecords that wait for one shard, 1 to 5. They are outside the memory budget of the batches.")
    private int prefetchedReads = 2;

    @UriParam(
            defaultValue = "4194304",
            label = "advanced",
            description =
                    "With so many bytes waiting for one shard nothing more is read; the answer under way comes on top, 10 MiB at most.")
    private int prefetchedBytes = 4 << 20;

    @UriParam(
            defaultValue = "2147483647",
            label = "advanced",
            description = "Most shards that this process reads at the same time.")
    private int maxLeases = Integer.MAX_VALUE;

    @UriParam(
            defaultValue = "10000",
            javaType = "java.time.Duration",
            label = "advanced",
            description = "A lease that is not renewed for so long goes to another process.")
    private long failoverTime = 10_000;

    @UriParam(
            defaultValue = "2000",
            javaType = "java.time.Duration",
            label = "advanced",
            description = "How often the leading process hands out leases.")
    private long leaseAssignmentInterval = 2_000;

    @UriParam(
            defaultValue = "1000",
            javaType = "java.time.Duration",
            label = "advanced",
            description = "Pause after a comparison of shards and leases.")
    private long shardSyncInterval = 1_000;

    @UriParam(
            defaultValue = "20000",
            javaType = "java.time.Duration",
            label = "advanced",
            description = "A leading process that is silent for so long is replaced.")
    private long leaderLeaseDuration = 20_000;

    @UriParam(
            defaultValue = "5000",
            javaType = "java.time.Duration",
            label = "advanced",
            description = "How often the leading process says that it lives.")
    private long leaderHeartbeat = 5_000;

    @UriParam(
            defaultValue = "false",
            label = "advanced",
            description = "Publish the Kinesis Client Library's own metrics to CloudWatch.")
    private boolean metrics = false;

    KinesisBatchEndpoint(String endpointUri, Component component, String stream) {
        super(endpointUri, component);
        this.stream = stream;
    }

    @Override
    protected void doInit() throws Exception {
        super.doInit();
        new OptionRanges("kinesis-batch:" + stream).check(this);
        if (!STREAM.matcher(stream).matches()) {
            throw new PermanentException(
                    "A stream's name has 1 to 128 letters, digits, dots, underscores and hyphens," + " got " + stream);
        }
        Start.checkTimestamp(this);
    }

    @Override
    public Producer createProducer() {
        throw new UnsupportedOperationException("kinesis-batch: only reads; send with aws2-kinesis:");
    }

    @Override
    public Consumer createConsumer(Processor processor) throws Exception {
        KinesisBatchConsumer consumer = new KinesisBatchConsumer(this, processor);
        configureConsumer(consumer);
        return consumer;
    }

    /** The lease table's name, also where it is the default. */
    public String leaseTable() {
        return leaseTable == null ? applicationName : leaseTable;
    }

    public String getStream() {
        return stream;
    }

    public String getApplicationName() {
        return applicationName;
    }

    public void setApplicationName(String applicationName) {
        this.applicationName = applicationName;
    }

    public String getLeaseTable() {
        return leaseTable;
    }

    public void setLeaseTable(String leaseTable) {
        this.leaseTable = leaseTable;
    }

    public StartPosition getStartPosition() {
        return startPosition;
    }

    public void setStartPosition(StartPosition startPosition) {
        this.startPosition = startPosition;
    }

    public String getStartTimestamp() {
        return startTimestamp;
    }

    public void setStartTimestamp(String startTimestamp) {
        this.startTimestamp = startTimestamp;
    }

    public String getWorkerId() {
        return workerId;
    }

    public void setWorkerId(String workerId) {
        this.workerId = workerId;
    }

    public int getWriters() {
        return writers;
    }

    public void setWriters(int writers) {
        this.writers = writers;
    }

    public int getMaxRecordsPerRead() {
        return maxRecordsPerRead;
    }

    public void setMaxRecordsPerRead(int maxRecordsPerRead) {
        this.maxRecordsPerRead = maxRecordsPerRead;
    }

    public long getIdleTimeBetweenReads() {
        return idleTimeBetweenReads;
    }

    public void setIdleTimeBetweenReads(long idleTimeBetweenReads) {
        this.idleTimeBetweenReads = idleTimeBetweenReads;
    }

    public int getPrefetchedReads() {
        return prefetchedReads;
    }

    public void setPrefetchedReads(int prefetchedReads) {
        this.prefetchedReads = prefetchedReads;
    }

    public int getPrefetchedBytes() {
        return prefetchedBytes;
    }

    public void setPrefetchedBytes(int prefetchedBytes) {
        this.prefetchedBytes = prefetchedBytes;
    }

    public int getMaxLeases() {
        return maxLeases;
    }

    public void setMaxLeases(int maxLeases) {
        this.maxLeases = maxLeases;
    }

    public long getFailoverTime() {
        return failoverTime;
    }

    public void setFailoverTime(long failoverTime) {
        this.failoverTime = failoverTime;
    }

    public long getLeaseAssignmentInterval() {
        return leaseAssignmentInterval;
    }

    public void setLeaseAssignmentInterval(long leaseAssignmentInterval) {
        this.leaseAssignmentInterval = leaseAssignmentInterval;
    }

    public long getShardSyncInterval() {
        return shardSyncInterval;
    }

    public void setShardSyncInterval(long shardSyncInterval) {
        this.shardSyncInterval = shardSyncInterval;
    }

    public long getLeaderLeaseDuration() {
        return leaderLeaseDuration;
    }

    public void setLeaderLeaseDuration(long leaderLeaseDuration) {
        this.leaderLeaseDuration = leaderLeaseDuration;
    }

    public long getLeaderHeartbeat() {
        return leaderHeartbeat;
    }

    public void setLeaderHeartbeat(long leaderHeartbeat) {
        this.leaderHeartbeat = leaderHeartbeat;
    }

    public boolean isMetrics() {
        return metrics;
    }

    public void setMetrics(boolean metrics) {
        this.metrics = metrics;
    }
}
