package dev.caravan.source;

import org.apache.camel.Exchange;

/** What surrounds each attempt to deliver a batch: nothing, or a transaction. Used on the writer's thread. */
public interface AttemptScope {

    /** No transaction: sinks are idempotent by themselves. */
    AttemptScope NONE = new AttemptScope() {
        @Override
        public void begin(Exchange exchange) {}

        @Override
        public void commit() {}

        @Override
        public void rollback() {}
    };

    /** Before the route sees the exchange; may put properties on it. */
    void begin(Exchange exchange);

    /** After the route and the dead letters; failures are classified like those of the route. */
    void commit();

    /** After a failed or abandoned attempt; does not throw. */
    void rollback();
}
