package dev.caravan.usage;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Optional;

/** What one route does with one thing outside of this process. */
public sealed interface Use {

    /** The route's id. */
    String route();

    /** Whether the route reads from it. */
    default boolean isSource() {
        return this instanceof ReadsStream
                || this instanceof ReadsTopic
                || (this instanceof UsesComponent component && component.source());
    }

    /**
     * {@code kinesis-batch:} as a source.
     *
     * @param application name of the KCL application
     * @param leaseTable DynamoDB table with its leases and checkpoints
     */
    record ReadsStream(String route, String stream, String application, String leaseTable) implements Use {

        public ReadsStream {
            requireNonNull(route, "route");
            requireNonNull(stream, "stream");
            requireNonNull(application, "application");
            requireNonNull(leaseTable, "leaseTable");
        }
    }

    /** A {@code kinesis-batch:} source whose option {@code metrics} is on: KCL's own metrics go to CloudWatch. */
    record PublishesMetrics(String route, String application) implements Use {

        public PublishesMetrics {
            requireNonNull(route, "route");
            requireNonNull(application, "application");
        }
    }

    /**
     * {@code kafka-batch:} as a source.
     *
     * @param transactionalId prefix of its transactional ids, if batches pass in Kafka transactions
     */
    record ReadsTopic(String route, String brokers, String topic, String group, Optional<String> transactionalId)
            implements Use {

        public ReadsTopic {
            requireNonNull(route, "route");
            requireNonNull(brokers, "brokers");
            requireNonNull(topic, "topic");
            requireNonNull(group, "group");
            requireNonNull(transactionalId, "transactionalId");
        }
    }

    /** {@code kafka-batch:} as a step. */
    record WritesTopic(String route, String brokers, String topic) implements Use {

        public WritesTopic {
            requireNonNull(route, "route");
            requireNonNull(brokers, "brokers");
            requireNonNull(topic, "topic");
        }
    }

    /**
     * {@code dynamodb-batch:}.
     *
     * @param versionAttribute that guards newer items, if there is one; then {@code ttlAttribute} ends tombstones
     */
    record WritesItems(String route, String table, Optional<String> versionAttribute, String ttlAttribute)
            implements Use {

        public WritesItems {
            requireNonNull(route, "route");
            requireNonNull(table, "table");
            requireNonNull(versionAttribute, "versionAttribute");
            requireNonNull(ttlAttribute, "ttlAttribute");
        }
    }

    /**
     * {@code lake:}.
     *
     * @param prefix empty, or a folder with its last slash
     * @param partitionBy as the endpoint's option
     */
    record WritesObjects(
            String route, String bucket, String prefix, String partitionBy, String format, String compression)
            implements Use {

        public WritesObjects {
            requireNonNull(route, "route");
            requireNonNull(bucket, "bucket");
            requireNonNull(prefix, "prefix");
            requireNonNull(partitionBy, "partitionBy");
            requireNonNull(format, "format");
            requireNonNull(compression, "compression");
        }
    }

    /** What every batch source does with records refused for their content. */
    record WritesDeadLetters(String route, String bucket, String prefix) implements Use {

        public WritesDeadLetters {
            requireNonNull(route, "route");
            requireNonNull(bucket, "bucket");
            requireNonNull(prefix, "prefix");
        }
    }

    /**
     * {@code glue:}.
     *
     * @param database where its tables go, if the route says it
     * @param targets {@code s3://BUCKET/PREFIX} that it walks; empty if the route does not say them
     */
    record RunsCrawler(String route, String crawler, Optional<String> database, List<String> targets) implements Use {

        public RunsCrawler {
            requireNonNull(route, "route");
            requireNonNull(crawler, "crawler");
            requireNonNull(database, "database");
            targets = List.copyOf(targets);
        }
    }

    /**
     * {@code report:} as a source.
     *
     * @param ledgerTable DynamoDB table with what became of its mails
     * @param database of its statement
     * @param crawler that it runs before the query, if it does
     */
    record MailsReport(
            String route,
            String report,
            String ledgerTable,
            String database,
            String workGroup,
            Optional<String> output,
            Optional<String> crawler)
            implements Use {

        public MailsReport {
            requireNonNull(route, "route");
            requireNonNull(report, "report");
            requireNonNull(ledgerTable, "ledgerTable");
            requireNonNull(database, "database");
            requireNonNull(workGroup, "workGroup");
            requireNonNull(output, "output");
            requireNonNull(crawler, "crawler");
        }
    }

    /**
     * Any other component that leaves the process, for example {@code aws2-athena:} or {@code kafka:}.
     *
     * @param uri without its options, which may hold secrets
     * @param source whether the route reads from it
     */
    record UsesComponent(String route, String uri, boolean source) implements Use {

        public UsesComponent {
            requireNonNull(route, "route");
            requireNonNull(uri, "uri");
        }
    }
}
