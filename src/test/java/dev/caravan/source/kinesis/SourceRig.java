package dev.caravan.source.kinesis;

import dev.caravan.aws.AwsClients;
import dev.caravan.source.BatchSource;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.camel.CamelContext;
import org.apache.camel.Processor;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;

/** One process with one route {@code source}: {@code kinesis-batch:} into a processor. */
final class SourceRig implements AutoCloseable {

    static final String ROUTE = "source";

    private final CamelContext context = new DefaultCamelContext();

    /** Starts at once. */
    SourceRig(String stream, Map<String, Object> options, Processor sink) throws Exception {
        this(KinesisServices.clients(), stream, options, sink);
    }

    /** On other clients, which the caller closes. */
    SourceRig(AwsClients clients, String stream, Map<String, Object> options, Processor sink) throws Exception {
        clients.bindTo(context.getRegistry());
        String query = options.entrySet().stream()
                .map(option -> option.getKey() + "=" + option.getValue())
                .collect(Collectors.joining("&"));
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                errorHandler(noErrorHandler());
                from("kinesis-batch:" + stream + "?" + query).routeId(ROUTE).process(sink);
            }
        });
        try {
            context.start();
        } catch (Exception e) {
            context.stop();
            throw e;
        }
    }

    CamelContext context() {
        return context;
    }

    BatchSource source() {
        return (BatchSource) context.getRoute(ROUTE).getConsumer();
    }

    KinesisBatchConsumer consumer() {
        return (KinesisBatchConsumer) source();
    }

    @Override
    public void close() {
        context.stop();
    }
}
