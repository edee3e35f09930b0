package dev.caravan.lake;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.caravan.failure.Backoff;
import dev.caravan.failure.Retry;
import dev.caravan.measure.BoundMeasures;
import dev.caravan.measure.Measures;
import dev.caravan.object.GzipStream;
import dev.caravan.object.ObjectKey;
import dev.caravan.object.ObjectWriter;
import dev.caravan.object.Prefix;
import dev.caravan.object.S3Bucket;
import dev.caravan.record.BatchRange;
import dev.caravan.record.ParseLimits;
import java.util.List;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.apache.camel.Category;
import org.apache.camel.Component;
import org.apache.camel.Consumer;
import org.apache.camel.Processor;
import org.apache.camel.Producer;
import org.apache.camel.spi.Metadata;
import org.apache.camel.spi.UriEndpoint;
import org.apache.camel.spi.UriParam;
import org.apache.camel.spi.UriPath;
import org.apache.camel.support.DefaultEndpoint;
import software.amazon.awssdk.services.s3.S3Client;

/** Write batches of records as compressed JSON objects into Hive partitions of an S3 bucket. */
@UriEndpoint(
        firstVersion = "0.1.0",
        scheme = "lake",
        title = "Lake",
        syntax = "lake:bucket",
        producerOnly = true,
        category = {Category.CLOUD, Category.FILE})
public class LakeEndpoint extends DefaultEndpoint {

    private static final int IDLE_THREAD_SECONDS = 30;

    @UriPath(description = "The bucket; it must exist.")
    @Metadata(required = true)
    private final String bucket;

    @UriParam(description = "What object keys begin with, for example user-activity/.")
    private String prefix = "";

    @UriParam(
            enums = "jsonl,json-array",
            defaultValue = "jsonl",
            description = "jsonl writes one record a line; json-array one top-level JSON array an object.")
    private String format = "jsonl";

    @UriParam(enums = "gzip,none", defaultValue = "gzip", description = "How objects are compressed.")
    private String compression = "gzip";

    @UriParam(defaultValue = "6", description = "The gzip level, 1 (fastest) to 9 (smallest).")
    private int compressionLevel = GzipStream.DEFAULT_LEVEL;

    @UriParam(
            defaultValue = "none",
            description = "Hive partitions: none, or entries separated by commas. event-time:FIELD makes"
                    + " dt=YYYY-MM-DD/hour=HH in UTC; field:FIELD makes field=value.")
    private String partitionBy = "none";

    @UriParam(
            enums = "iso-8601,epoch-seconds,epoch-millis",
            defaultValue = "iso-8601",
            description = "What the event time field holds: a text with date, time and offset, or a number since 1970.")
    private String eventTimeFormat = "iso-8601";

    @UriParam(
            defaultValue = "2000",
            label = "advanced",
            description = "First year of an event time; an earlier one makes the record a dead letter.")
    private int minYear = 2000;

    @UriParam(
            defaultValue = "2099",
            label = "advanced",
            description = "Last year of an event time; a later one makes the record a dead letter.")
    private int maxYear = 2099;

    @UriParam(
            defaultValue = "true",
            label = "advanced",
            description =
                    "Parse records that no step has parsed, so that what is not JSON becomes a dead letter. False"
                            + " is faster, for sources that send nothing else; their bytes are written as they came either way.")
    private boolean checkJson = true;

    @UriParam(defaultValue = "1048576", label = "advanced", description = "Largest record in bytes.")
    private int maxRecordBytes = ParseLimits.DEFAULT.maxBytes();

    @UriParam(defaultValue = "64", label = "advanced", description = "Deepest nesting of objects and arrays.")
    private int maxDepth = ParseLimits.DEFAULT.maxDepth();

    @UriParam(defaultValue = "10000", label = "advanced", description = "Most fields in one record.")
    private int maxFields = ParseLimits.DEFAULT.maxFields();

    @UriParam(
            defaultValue = "100",
            label = "advanced",
            description = "Objects that are encoded at once, each with about 300 KB of compressor and buffers. A batch"
                    + " with more Hive partitions is walked several times.")
    private int maxOpenPartitions = 100;

    @UriParam(defaultValue = "8", label = "advanced", description = "Most puts of one batch at once.")
    private int maxParallelPuts = 8;

    @UriParam(
            defaultValue = "true",
            label = "advanced",
            description = "Give the raw records' memory back once all objects are encoded. Set it to false if a later"
                    + " step reads the records.")
    private boolean releaseRecords = true;

    @UriParam(label = "advanced", description = "The client; by default the one S3Client in the registry.")
    private S3Client s3Client;

    private LakeSettings settings;
    private Measures measures = Measures.NONE;
    private S3Bucket objects;
    private ThreadPoolExecutor putThreads;
    private volatile LakeWriter writer;

    LakeEndpoint(String uri, Component component, String bucket) {
        super(uri, component);
        this.bucket = bucket;
    }

    @Override
    public Producer createProducer() {
        return new LakeProducer(this);
    }

    @Override
    public Consumer createConsumer(Processor processor) {
        throw new IllegalArgumentException("lake: writes batches; it is not a source");
    }

    @Override
    protected void doInit() throws Exception {
        super.doInit();
        S3Bucket.requireName(bucket);
        settings = new LakeSettings(
                new Prefix(prefix),
                ObjectFormat.parse(format),
                Compression.parse(compression, compressionLevel),
                Partitioner.parse(partitionBy, EventTime.of(EventTime.Form.parse(eventTimeFormat), minYear, maxYear)),
                new ParseLimits(maxRecordBytes, maxDepth, maxFields),
                checkJson,
                maxOpenPartitions,
                maxParallelPuts,
                releaseRecords);
    }

    @Override
    protected void doStart() throws Exception {
        super.doStart();
        measures = BoundMeasures.in(getCamelContext());
        objects = new S3Bucket(getCamelContext(), client(), bucket);
        objects.start();
        putThreads = new ThreadPoolExecutor(
                0,
                maxParallelPuts,
                IDLE_THREAD_SECONDS,
                TimeUnit.SECONDS,
                new SynchronousQueue<>(),
                put -> getCamelContext().getExecutorServiceManager().newThread("lake-put", put));
        writer = new LakeWriter(
                settings,
                new ObjectWriter(objects, new Retry(Backoff.DEFAULT, () -> measures.retried(place()))),
                new ParallelCalls(putThreads, maxParallelPuts));
    }

    @Override
    protected void doStop() throws Exception {
        writer = null;
        if (putThreads != null) {
            putThreads.shutdown();
        }
        if (objects != null) {
            objects.stop();
        }
        super.doStop();
    }

    /** @throws IllegalStateException unless the endpoint is started */
    LakeWriter writer() {
        LakeWriter current = writer;
        if (current == null) {
            throw new IllegalStateException(getEndpointUri() + " is not started");
        }
        return current;
    }

    /** Fields of a record that {@link #getPartitionBy()} names, in their order. */
    public List<String> partitionFields() {
        return settings.partitioner().fields().stream()
                .map(PartitionField::field)
                .toList();
    }

    /** The table's partition columns, in their order. */
    public List<String> partitionColumns() {
        return settings.partitioner().columns();
    }

    /**
     * Where a record of a batch would go.
     *
     * @throws dev.caravan.record.RejectedRecordException if a field cannot name a partition
     */
    public ObjectKey keyOf(ObjectNode record, BatchRange range) {
        return settings.name(settings.partitioner().folders(record), range).key();
    }

    /** {@code s3://BUCKET/PREFIX}, as in messages, logs and metrics. */
    String place() {
        return "s3://" + bucket + "/" + new Prefix(prefix);
    }

    Measures measures() {
        return measures;
    }

    private S3Client client() {
        S3Client client =
                s3Client != null ? s3Client : getCamelContext().getRegistry().findSingleByType(S3Client.class);
        if (client == null) {
            throw new IllegalArgumentException(
                    getEndpointUri() + " needs an S3Client: bind one in the registry, or set the option s3Client");
        }
        return client;
    }

    public String getBucket() {
        return bucket;
    }

    public String getPrefix() {
        return prefix;
    }

    public void setPrefix(String prefix) {
        this.prefix = prefix;
    }

    public String getFormat() {
        return format;
    }

    public void setFormat(String format) {
        this.format = format;
    }

    public String getCompression() {
        return compression;
    }

    public void setCompression(String compression) {
        this.compression = compression;
    }

    public int getCompressionLevel() {
        return compressionLevel;
    }

    public void setCompressionLevel(int compressionLevel) {
        this.compressionLevel = compressionLevel;
    }

    public String getPartitionBy() {
        return partitionBy;
    }

    public void setPartitionBy(String partitionBy) {
        this.partitionBy = partitionBy;
    }

    public String getEventTimeFormat() {
        return eventTimeFormat;
    }

    public void setEventTimeFormat(String eventTimeFormat) {
        this.eventTimeFormat = eventTimeFormat;
    }

    public int getMinYear() {
        return minYear;
    }

    public void setMinYear(int minYear) {
        this.minYear = minYear;
    }

    public int getMaxYear() {
        return maxYear;
    }

    public void setMaxYear(int maxYear) {
        this.maxYear = maxYear;
    }

    public boolean isCheckJson() {
        return checkJson;
    }

    public void setCheckJson(boolean checkJson) {
        this.checkJson = checkJson;
    }

    public int getMaxRecordBytes() {
        return maxRecordBytes;
    }

    public void setMaxRecordBytes(int maxRecordBytes) {
        this.maxRecordBytes = maxRecordBytes;
    }

    public int getMaxDepth() {
        return maxDepth;
    }

    public void setMaxDepth(int maxDepth) {
        this.maxDepth = maxDepth;
    }

    public int getMaxFields() {
        return maxFields;
    }

    public void setMaxFields(int maxFields) {
        this.maxFields = maxFields;
    }

    public int getMaxOpenPartitions() {
        return maxOpenPartitions;
    }

    public void setMaxOpenPartitions(int maxOpenPartitions) {
        this.maxOpenPartitions = maxOpenPartitions;
    }

    public int getMaxParallelPuts() {
        return maxParallelPuts;
    }

    public void setMaxParallelPuts(int maxParallelPuts) {
        this.maxParallelPuts = maxParallelPuts;
    }

    public boolean isReleaseRecords() {
        return releaseRecords;
    }

    public void setReleaseRecords(boolean releaseRecords) {
        this.releaseRecords = releaseRecords;
    }

    public S3Client getS3Client() {
        return s3Client;
    }

    public void setS3Client(S3Client s3Client) {
        this.s3Client = s3Client;
    }
}
