package dev.caravan.source.kinesis;

import static java.util.Objects.requireNonNull;

import dev.caravan.failure.PermanentException;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Date;
import software.amazon.awssdk.services.kinesis.model.ShardFilter;
import software.amazon.awssdk.services.kinesis.model.ShardFilterType;
import software.amazon.kinesis.common.InitialPositionInStream;
import software.amazon.kinesis.common.InitialPositionInStreamExtended;
import software.amazon.kinesis.retrieval.kpl.ExtendedSequenceNumber;

/**
 * A start position in KCL's terms.
 *
 * <p>KCL's own LATEST is never used: until the first acknowledgement every restart would mean another moment, and what
 * was read, pinned or half written before it would be skipped.
 *
 * @param position for KCL's settings
 * @param shards which shards were open there
 * @param sentinel the checkpoint of a new lease
 */
record Start(InitialPositionInStreamExtended position, ShardFilter shards, ExtendedSequenceNumber sentinel) {

    Start {
        requireNonNull(position, "position");
        requireNonNull(shards, "shards");
        requireNonNull(sentinel, "sentinel");
    }

    /** @param leaseTableCreated stands for "now, at the first start" and is the same at every later one */
    static Start of(KinesisBatchEndpoint options, Instant leaseTableCreated, Instant streamCreated) {
        return switch (options.getStartPosition()) {
            case TRIM_HORIZON ->
                new Start(
                        InitialPositionInStreamExtended.newInitialPosition(InitialPositionInStream.TRIM_HORIZON),
                        ShardFilter.builder()
                                .type(ShardFilterType.AT_TRIM_HORIZON)
                                .build(),
                        ExtendedSequenceNumber.TRIM_HORIZON);
            case LATEST -> at(leaseTableCreated, streamCreated);
            case AT_TIMESTAMP -> at(timestamp(options.getStartTimestamp()), streamCreated);
        };
    }

    /** Kinesis refuses to list the shards of a time before the stream. */
    private static Start at(Instant wanted, Instant streamCreated) {
        Instant time = wanted.isBefore(streamCreated) ? streamCreated : wanted;
        return new Start(
                InitialPositionInStreamExtended.newInitialPositionAtTimestamp(Date.from(time)),
                ShardFilter.builder()
                        .type(ShardFilterType.AT_TIMESTAMP)
                        .timestamp(time)
                        .build(),
                ExtendedSequenceNumber.AT_TIMESTAMP);
    }

    /** @throws PermanentException if the time is none, or missing where it is needed */
    static void checkTimestamp(KinesisBatchEndpoint options) {
        if (options.getStartPosition() == StartPosition.AT_TIMESTAMP || options.getStartTimestamp() != null) {
            timestamp(options.getStartTimestamp());
        }
    }

    private static Instant timestamp(String text) {
        if (text == null) {
            throw new PermanentException("startPosition=AT_TIMESTAMP needs startTimestamp");
        }
        try {
            return Instant.parse(text);
        } catch (DateTimeParseException e) {
            throw new PermanentException(
                    "startTimestamp is an ISO-8601 instant such as 2026-11-21T10:15:30Z, got " + text, e);
        }
    }
}
