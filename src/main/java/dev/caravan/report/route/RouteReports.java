package dev.caravan.report.route;

import static java.util.Objects.requireNonNull;

import dev.caravan.report.ReportBoard;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.apache.camel.CamelContext;

/** The reports among the routes of a context, as they are at the time of asking. */
public final class RouteReports implements ReportBoard {

    private final CamelContext context;

    public RouteReports(CamelContext context) {
        this.context = requireNonNull(context, "context");
    }

    @Override
    public List<Standing> reports() {
        return context.getRoutes().stream()
                .flatMap(route -> route.getConsumer() instanceof ReportConsumer report
                        ? Stream.of(report.standing())
                        : Stream.empty())
                .sorted(Comparator.comparing(Standing::name))
                .toList();
    }
}
