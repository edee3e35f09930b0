package dev.caravan.observe;

import dev.caravan.source.BatchSource;
import dev.caravan.source.SourceStatus;
import java.util.List;
import java.util.Optional;
import org.apache.camel.CamelContext;
import org.apache.camel.Consumer;
import org.apache.camel.Processor;
import org.apache.camel.Producer;
import org.apache.camel.support.DefaultConsumer;
import org.apache.camel.support.DefaultEndpoint;

/** Makes one consumer that is where {@link #source()} is, of the source {@code orders}. */
final class StandInEndpoint extends DefaultEndpoint {

    private final StandInSource source = new StandInSource();

    StandInEndpoint(CamelContext context) {
        super("orders", null);
        setCamelContext(context);
    }

    StandInSource source() {
        return source;
    }

    @Override
    public Producer createProducer() {
        throw new UnsupportedOperationException("A source");
    }

    @Override
    public Consumer createConsumer(Processor processor) {
        return new StandInConsumer(this, processor);
    }

    private static final class StandInConsumer extends DefaultConsumer implements BatchSource {

        private final StandInSource source;

        StandInConsumer(StandInEndpoint endpoint, Processor processor) {
            super(endpoint, processor);
            this.source = endpoint.source();
        }

        @Override
        public List<SourceStatus> status() {
            return source.status();
        }

        @Override
        public boolean isReading() {
            return source.isReading();
        }

        @Override
        public Optional<String> failure() {
            return source.failure();
        }

        @Override
        public Optional<String> delay() {
            return source.delay();
        }

        @Override
        public boolean isDrained() {
            return source.isDrained();
        }
    }
}
