package dev.caravan.source.kafka;

import dev.caravan.failure.PermanentException;
import dev.caravan.failure.RetryableException;
import dev.caravan.record.BatchRecord;
import dev.caravan.record.RecordBatch;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.camel.Exchange;
import org.apache.camel.support.DefaultProducer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends every record that is left of a batch, and returns when the broker has taken all of them: inside the transaction
 * of the route's source, or with an idempotent producer of its own.
 *
 * <p>Records too large for the topic become dead letters. The batch stays the body.
 */
public class KafkaBatchProducer extends DefaultProducer {

    private static final Logger LOG = LoggerFactory.getLogger(KafkaBatchProducer.class);
    private static final Duration TOPIC_TIMEOUT = Duration.ofSeconds(3);

    private final KafkaBatchEndpoint endpoint;
    private TopicDirectory topic;
    private KafkaProducer<byte[], byte[]> shared;
    private OutgoingRecords outgoing;

    public KafkaBatchProducer(KafkaBatchEndpoint endpoint) {
        super(endpoint);
        this.endpoint = endpoint;
    }

    @Override
    protected void doStart() throws Exception {
        super.doStart();
        topic = new TopicDirectory(endpoint.clientSettings(), endpoint.getTopic());
        topic.requireUnlessDown(TOPIC_TIMEOUT);
    }

    @Override
    public void process(Exchange exchange) {
        if (!(exchange.getMessage().getBody() instanceof RecordBatch batch)) {
            throw new PermanentException("kafka-batch:" + endpoint.getTopic() + " sends batches, and the body is none:"
                    + " use it in a route from kafka-batch: or kinesis-batch:, not inside a split");
        }
        long begin = System.nanoTime();
        OutgoingRecords records = outgoing();
        Sending sending = sending(exchange);
        List<Future<RecordMetadata>> answers = new ArrayList<>(batch.size());
        batch.forEach(record -> answers.add(send(sending, records, record)));
        if (answers.isEmpty()) {
            return;
        }
        sending.flush();
        for (Future<RecordMetadata> answer : answers) {
            await(sending, answer);
        }
        endpoint.measures()
                .written(
                        exchange.getFromRouteId(),
                        "kafka:" + endpoint.getTopic(),
                        answers.size(),
                        Duration.ofNanos(System.nanoTime() - begin));
    }

    private Future<RecordMetadata> send(Sending sending, OutgoingRecords records, BatchRecord record) {
        return sending.send(records.of(record));
    }

    private void await(Sending sending, Future<RecordMetadata> answer) {
        try {
            answer.get(Sending.ANSWER_TIMEOUT.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException | ExecutionException | TimeoutException e) {
            RuntimeException failure = sending.failure("Sending to topic " + endpoint.getTopic(), e);
            if (failure instanceof RetryableException) {
                topic.topicId(TOPIC_TIMEOUT);
            }
            throw failure;
        }
    }

    private Sending sending(Exchange exchange) {
        if (!endpoint.requiresTransaction()) {
            return new SharedSending(shared());
        }
        TransactionScope transaction = exchange.getProperty(TransactionScope.PROPERTY, TransactionScope.class);
        if (transaction == null) {
            throw new PermanentException("kafka-batch:" + endpoint.getTopic() + " sends inside the transaction of its"
                    + " route's source, and there is none: let the route start with kafka-batch: and a"
                    + " transactionalId, or set transactional=none, which sends at least once");
        }
        if (!transaction.brokers().equals(endpoint.getBrokers())) {
            throw new PermanentException("kafka-batch:" + endpoint.getTopic() + " is at " + endpoint.getBrokers()
                    + ", the route's source at " + transaction.brokers()
                    + ": a transaction cannot span two clusters. Use"
                    + " the same brokers, or set transactional=none, which sends at least once");
        }
        return transaction;
    }

    /** What fits is known once the topic can be asked. */
    private synchronized OutgoingRecords outgoing() {
        if (outgoing == null) {
            topic.topicId(TOPIC_TIMEOUT);
            outgoing = new OutgoingRecords(endpoint, maxRecordBytes());
        }
        return outgoing;
    }

    private int maxRecordBytes() {
        ProducerConfig config = new ProducerConfig(endpoint.clientSettings().producer());
        int client = config.getInt(ProducerConfig.MAX_REQUEST_SIZE_CONFIG);
        if (!"none".equals(config.getString(ProducerConfig.COMPRESSION_TYPE_CONFIG))) {
            return client;
        }
        try {
            return Math.min(client, topic.maxMessageBytes(TOPIC_TIMEOUT));
        } catch (PermanentException e) {
            LOG.info(
                    "The largest record of topic {} is not told ({}): {} bytes are assumed",
                    endpoint.getTopic(),
                    e.getMessage(),
                    client);
            return client;
        }
    }

    private synchronized KafkaProducer<byte[], byte[]> shared() {
        if (shared == null) {
            shared = new KafkaProducer<>(endpoint.clientSettings().producer());
        }
        return shared;
    }

    @Override
    protected void doStop() throws Exception {
        if (shared != null) {
            shared.close(TOPIC_TIMEOUT);
            shared = null;
        }
        if (topic != null) {
            topic.close();
        }
        outgoing = null;
        super.doStop();
    }
}
