package dev.caravan.usage;

import dev.caravan.catalog.GlueEndpoint;
import dev.caravan.dynamodb.DynamoDbBatchEndpoint;
import dev.caravan.lake.LakeEndpoint;
import dev.caravan.object.Prefix;
import dev.caravan.report.AthenaSettings;
import dev.caravan.report.route.ReportEndpoint;
import dev.caravan.report.run.ReportSettings;
import dev.caravan.settings.Settings;
import dev.caravan.source.BatchEndpoint;
import dev.caravan.source.kafka.KafkaBatchEndpoint;
import dev.caravan.source.kinesis.KinesisBatchEndpoint;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.camel.Endpoint;
import org.apache.camel.EndpointAware;
import org.apache.camel.Route;
import org.apache.camel.util.StringHelper;

/** Reads the uses off routes, in the routes' order: each source first, then its steps. */
public final class RouteUses {

    private final Settings settings;

    /** @param settings with the place of the dead letters */
    public RouteUses(Settings settings) {
        this.settings = settings;
    }

    /** @param routes that are made; they need not be started */
    public List<Use> of(List<Route> routes) {
        return routes.stream().flatMap(this::of).distinct().toList();
    }

    private Stream<Use> of(Route route) {
        Stream<Use> steps = route.filter("*").stream()
                .filter(EndpointAware.class::isInstance)
                .map(step -> ((EndpointAware) step).getEndpoint())
                .flatMap(endpoint -> step(route.getRouteId(), endpoint).stream());
        return Stream.concat(source(route.getRouteId(), route.getEndpoint()), steps);
    }

    private Stream<Use> source(String route, Endpoint from) {
        Stream<Use> reads = Stream.empty();
        if (from instanceof KinesisBatchEndpoint stream) {
            reads = stream(route, stream);
        } else if (from instanceof KafkaBatchEndpoint topic) {
            reads = Stream.of(new Use.ReadsTopic(
                    route,
                    topic.getBrokers(),
                    topic.getTopic(),
                    topic.getGroupId(),
                    Optional.ofNullable(topic.getTransactionalId())));
        } else if (from instanceof ReportEndpoint report) {
            reads = Stream.of(report(route, report));
        } else if (from.isRemote()) {
            reads = Stream.of(new Use.UsesComponent(route, withoutOptions(from), true));
        }
        return from instanceof BatchEndpoint ? Stream.concat(reads, deadLetters(route).stream()) : reads;
    }

    private Use report(String route, ReportEndpoint report) {
        AthenaSettings athena = AthenaSettings.from(settings);
        return new Use.MailsReport(
                route,
                report.getName(),
                ReportSettings.from(settings).ledgerTable(),
                athena.database(),
                athena.workGroup(),
                athena.output(),
                report.definition().crawler());
    }

    private static Stream<Use> stream(String route, KinesisBatchEndpoint stream) {
        Use reads = new Use.ReadsStream(route, stream.getStream(), stream.getApplicationName(), stream.leaseTable());
        return stream.isMetrics()
                ? Stream.of(reads, new Use.PublishesMetrics(route, stream.getApplicationName()))
                : Stream.of(reads);
    }

    private Optional<Use> deadLetters(String route) {
        return settings.find("dead-letters.bucket")
                .map(bucket -> new Use.WritesDeadLetters(
                        route,
                        bucket,
                        new Prefix(settings.find("dead-letters.prefix").orElse("")).value()));
    }

    private static Optional<Use> step(String route, Endpoint to) {
        if (to instanceof LakeEndpoint lake) {
            return Optional.of(new Use.WritesObjects(
                    route,
                    lake.getBucket(),
                    new Prefix(lake.getPrefix()).value(),
                    lake.getPartitionBy(),
                    lake.getFormat(),
                    lake.getCompression()));
        }
        if (to instanceof DynamoDbBatchEndpoint table) {
            return Optional.of(new Use.WritesItems(
                    route,
                    table.getTable(),
                    Optional.ofNullable(table.getVersionAttribute()),
                    table.getTtlAttribute()));
        }
        if (to instanceof KafkaBatchEndpoint topic) {
            return Optional.of(new Use.WritesTopic(route, topic.getBrokers(), topic.getTopic()));
        }
        if (to instanceof GlueEndpoint glue) {
            return Optional.of(new Use.RunsCrawler(
                    route, glue.getCrawler(), Optional.ofNullable(glue.getDatabase()), glue.targetList()));
        }
        return to.isRemote() ? Optional.of(new Use.UsesComponent(route, withoutOptions(to), false)) : Optional.empty();
    }

    private static String withoutOptions(Endpoint endpoint) {
        return StringHelper.before(endpoint.getEndpointUri(), "?", endpoint.getEndpointUri());
    }
}
