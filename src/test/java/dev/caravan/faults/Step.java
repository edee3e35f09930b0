package dev.caravan.faults;

import dev.caravan.faults.proxy.Action;
import dev.caravan.faults.proxy.Hold;
import dev.caravan.faults.proxy.KafkaRequest;
import dev.caravan.faults.proxy.ProxiedRequest;
import java.nio.charset.StandardCharsets;
import java.util.function.IntSupplier;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.apache.kafka.common.protocol.ApiKeys;

/** A request on the way of a batch, at which a process can be held: before it arrives, or when it is done. */
enum Step {
    KINESIS_PIN {
        @Override
        IntSupplier hold(FaultRun run, ProxiedBroker broker, boolean done, Hold hold) {
            return run.dynamoDb().on(update(PINNED), action(done, hold))::hits;
        }
    },
    KINESIS_ACKNOWLEDGEMENT {
        @Override
        IntSupplier hold(FaultRun run, ProxiedBroker broker, boolean done, Hold hold) {
            return run.dynamoDb().on(update(UNPINNED), action(done, hold))::hits;
        }
    },
    LAKE_OBJECT {
        @Override
        IntSupplier hold(FaultRun run, ProxiedBroker broker, boolean done, Hold hold) {
            return run.s3().on(put("/user-activity"), action(done, hold))::hits;
        }
    },
    DEAD_LETTERS {
        @Override
        IntSupplier hold(FaultRun run, ProxiedBroker broker, boolean done, Hold hold) {
            return run.s3().on(put("/dead-letters/"), action(done, hold))::hits;
        }
    },
    ITEMS {
        @Override
        IntSupplier hold(FaultRun run, ProxiedBroker broker, boolean done, Hold hold) {
            return run.dynamoDb().on("BatchWriteItem", action(done, hold))::hits;
        }
    },
    KAFKA_PIN {
        @Override
        IntSupplier hold(FaultRun run, ProxiedBroker broker, boolean done, Hold hold) {
            return at(
                    broker,
                    done,
                    hold,
                    request -> request.api() == ApiKeys.OFFSET_COMMIT && request.contains(";start="));
        }
    },
    RECORDS_OF_THE_TRANSACTION {
        @Override
        IntSupplier hold(FaultRun run, ProxiedBroker broker, boolean done, Hold hold) {
            return at(
                    broker, done, hold, request -> request.api() == ApiKeys.PRODUCE && request.contains(run.replica()));
        }
    },
    OFFSETS_OF_THE_TRANSACTION {
        @Override
        IntSupplier hold(FaultRun run, ProxiedBroker broker, boolean done, Hold hold) {
            return at(broker, done, hold, request -> request.api() == ApiKeys.TXN_OFFSET_COMMIT);
        }
    },
    COMMIT_OF_THE_TRANSACTION {
        @Override
        IntSupplier hold(FaultRun run, ProxiedBroker broker, boolean done, Hold hold) {
            return at(broker, done, hold, request -> request.api() == ApiKeys.END_TXN);
        }
    };

    /** The lease table's own words: an attribute that is set, and one that is taken away. */
    private static final Pattern PINNED = Pattern.compile("\"pendingCheckpointState\":\\{[^}]*\"B\"");

    private static final Pattern UNPINNED = Pattern.compile("\"pendingCheckpointState\":\\{[^}]*\"DELETE\"");

    /**
     * Holds every such request from now on.
     *
     * @param done whether the service does what it is asked before it is held
     * @return how many came
     */
    abstract IntSupplier hold(FaultRun run, ProxiedBroker broker, boolean done, Hold hold);

    private static IntSupplier at(ProxiedBroker broker, boolean done, Hold hold, Predicate<KafkaRequest> which) {
        return done
                ? broker.proxy().holdReply(which, hold)::hits
                : broker.proxy().hold(which, hold)::hits;
    }

    private static Action action(boolean done, Hold hold) {
        return done ? Action.holdReply(hold) : Action.hold(hold);
    }

    private static Predicate<ProxiedRequest> put(String part) {
        return request ->
                request.operation().equals("PutObject") && request.target().contains(part);
    }

    private static Predicate<ProxiedRequest> update(Pattern attributes) {
        return request -> request.operation().equals("UpdateItem")
                && attributes
                        .matcher(new String(request.body(), StandardCharsets.UTF_8))
                        .find();
    }
}
