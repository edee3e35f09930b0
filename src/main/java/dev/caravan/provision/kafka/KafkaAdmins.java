package dev.caravan.provision.kafka;

import dev.caravan.failure.PermanentException;
import dev.caravan.failure.RetryableException;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.errors.RetriableException;

/** An admin client for each set of brokers, made when it is first needed; closing this closes them. For one thread. */
public final class KafkaAdmins implements AutoCloseable {

    private static final int CALL_MILLIS = 30_000;
    private static final int REQUEST_MILLIS = 10_000;

    private final Map<String, Object> client;
    private final Map<String, Admin> admins = new HashMap<>();

    /** @param client security and whatever else Kafka's clients know, without the brokers */
    public KafkaAdmins(Map<String, Object> client) {
        this.client = Map.copyOf(client);
    }

    Admin of(String brokers) {
        return admins.computeIfAbsent(brokers, this::connect);
    }

    private Admin connect(String brokers) {
        Map<String, Object> properties = new HashMap<>(client);
        properties.put(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, brokers);
        properties.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, CALL_MILLIS);
        properties.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, REQUEST_MILLIS);
        try {
            return Admin.create(properties);
        } catch (KafkaException e) {
            throw new PermanentException(
                    "No client for Kafka at " + brokers + " could be made: " + reason(e)
                            + ". Check kafka.brokers and kafka.client.*",
                    e);
        }
    }

    /**
     * The answer to a call.
     *
     * @param attempted what was attempted and on what, as the start of a sentence
     * @throws ExecutionException if Kafka refused it for a reason that the caller may know
     */
    static <T> T await(String attempted, KafkaFuture<T> call) throws ExecutionException {
        try {
            return call.get(2L * CALL_MILLIS, TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            throw new RetryableException(attempted + " got no answer within " + 2 * CALL_MILLIS / 1000 + " s", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new RetryableException(attempted + " was interrupted", e);
        }
    }

    /** What a refusal means that the caller does not know. */
    static RuntimeException refused(String attempted, ExecutionException refusal) {
        Throwable cause = refusal.getCause();
        return cause instanceof RetriableException
                ? new RetryableException(attempted + " failed: " + reason(cause), cause)
                : new PermanentException(
                        attempted + " was refused: " + reason(cause)
                                + ". Correct the settings setup.topic.* or the permissions at the brokers",
                        cause);
    }

    private static String reason(Throwable failure) {
        Throwable root = failure;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return root.getMessage() == null ? root.getClass().getSimpleName() : root.getMessage();
    }

    @Override
    public void close() {
        admins.values().forEach(Admin::close);
    }
}
