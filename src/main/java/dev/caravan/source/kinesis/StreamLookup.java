package dev.caravan.source.kinesis;

import static java.util.Objects.requireNonNull;

import dev.caravan.aws.AwsFailures;
import dev.caravan.failure.PermanentException;
import java.math.BigInteger;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.kinesis.KinesisAsyncClient;
import software.amazon.awssdk.services.kinesis.model.ListShardsRequest;
import software.amazon.awssdk.services.kinesis.model.ListShardsResponse;
import software.amazon.awssdk.services.kinesis.model.ResourceNotFoundException;
import software.amazon.awssdk.services.kinesis.model.Shard;
import software.amazon.awssdk.services.kinesis.model.ShardFilter;

/** Asks Kinesis about one stream before KCL starts: KCL itself would look for a stream that is not there for ever. */
final class StreamLookup {

    private static final BigInteger LAST_HASH_KEY = BigInteger.TWO.pow(128).subtract(BigInteger.ONE);

    private final KinesisAsyncClient kinesis;
    private final String stream;

    StreamLookup(KinesisAsyncClient kinesis, String stream) {
        this.kinesis = requireNonNull(kinesis, "kinesis");
        this.stream = requireNonNull(stream, "stream");
    }

    String name() {
        return stream;
    }

    /** When the stream was created; {@link PermanentException} if there is none, or if we may not ask. */
    Instant creationTime() {
        String what = "DescribeStreamSummary of stream " + stream + " at " + place();
        try {
            return AwsCall.await(kinesis.describeStreamSummary(request -> request.streamName(stream)))
                    .streamDescriptionSummary()
                    .streamCreationTimestamp();
        } catch (ResourceNotFoundException e) {
            throw new PermanentException(
                    "There is no stream " + stream + " at " + place()
                            + ": create it, or correct the name, the region or the endpoint",
                    e);
        } catch (SdkException e) {
            throw AwsFailures.classify(what, e);
        }
    }

    /** The shards that were open at the start position; empty if Kinesis does not show all of them yet. */
    List<Shard> shardsAt(ShardFilter start) {
        String what = "ListShards of stream " + stream + " at " + place();
        List<Shard> shards = new ArrayList<>();
        ListShardsRequest request = ListShardsRequest.builder()
                .streamName(stream)
                .shardFilter(start)
                .build();
        try {
            while (request != null) {
                ListShardsResponse page = AwsCall.await(kinesis.listShards(request));
                shards.addAll(page.shards());
                request = page.nextToken() == null
                        ? null
                        : ListShardsRequest.builder()
                                .nextToken(page.nextToken())
                                .build();
            }
        } catch (SdkException e) {
            throw AwsFailures.classify(what, e);
        }
        return coverAllKeys(shards) ? shards : List.of();
    }

    private static boolean coverAllKeys(List<Shard> shards) {
        BigInteger next = BigInteger.ZERO;
        for (Shard shard : shards.stream()
                .sorted(Comparator.comparing(StreamLookup::firstKey))
                .toList()) {
            if (!firstKey(shard).equals(next)) {
                return false;
            }
            next = new BigInteger(shard.hashKeyRange().endingHashKey()).add(BigInteger.ONE);
        }
        return next.equals(LAST_HASH_KEY.add(BigInteger.ONE));
    }

    private static BigInteger firstKey(Shard shard) {
        return new BigInteger(shard.hashKeyRange().startingHashKey());
    }

    /** Endpoint where one is set, and region. */
    private String place() {
        String region = String.valueOf(kinesis.serviceClientConfiguration().region());
        return kinesis.serviceClientConfiguration()
                .endpointOverride()
                .map(URI::toString)
                .map(endpoint -> endpoint + " (" + region + ")")
                .orElse(region);
    }
}
