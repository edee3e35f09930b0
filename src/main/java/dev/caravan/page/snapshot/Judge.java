package dev.caravan.page.snapshot;

import dev.caravan.page.snapshot.Verdict.Level;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/** Finds the one thing that an operator has to know first: the worst, and if nothing is bad, how much flows. */
final class Judge {

    private static final Duration QUIET = Duration.ofMinutes(1);
    private static final Duration FAR_BEHIND = Duration.ofMinutes(5);

    private final List<RouteView> routes;
    private final EditView edit;
    private final Instant now;

    /** @param now of the snapshot */
    Judge(List<RouteView> routes, EditView edit, Instant now) {
        this.routes = routes;
        this.edit = edit;
        this.now = now;
    }

    Verdict verdict() {
        return Stream.<Optional<Verdict>>of(
                        failed(), stopped(), held(), refused(), silent(), rejecting(), lagging(), quiet())
                .flatMap(Optional::stream)
                .findFirst()
                .orElseGet(this::flowing);
    }

    private Optional<Verdict> failed() {
        return first(
                route -> route.source().flatMap(SourceView::failure),
                (route, reason) -> new Verdict(
                        Level.BAD,
                        "Route " + route.id() + " stopped: " + reason,
                        "Mend what it names, then start Caravan again: it goes on where it stopped. Nothing was"
                                + " skipped."));
    }

    private Optional<Verdict> stopped() {
        return first(
                route -> route.isAsItShouldBe() ? Optional.empty() : Optional.of(route.state()),
                (route, state) -> new Verdict(
                        Level.BAD,
                        "Route " + route.id() + " does not run: it is " + state.toLowerCase(Locale.ROOT),
                        "The log says why."));
    }

    private Optional<Verdict> held() {
        return first(
                route -> route.source().flatMap(SourceView::delay),
                (route, reason) -> new Verdict(
                        Level.BAD,
                        "Route " + route.id() + " cannot deliver: " + reason,
                        "It tries again until it can, and reads no further meanwhile. Look after the service that is"
                                + " named."));
    }

    private Optional<Verdict> refused() {
        return edit.isRefused()
                ? Optional.of(new Verdict(
                        Level.WATCH,
                        "The last edit of the routes is not applied: "
                                + edit.problems().get(0),
                        "What ran before goes on. Mend the file and save it again."))
                : Optional.empty();
    }

    private Optional<Verdict> silent() {
        return first(
                route -> route.source().filter(source -> !source.reading()),
                (route, source) -> new Verdict(
                        Level.WATCH,
                        "Route " + route.id() + " does not read " + source.kind() + " " + source.name() + " yet",
                        "Taking partitions and leases takes up to a minute. If it stays so, the service does not"
                                + " answer, or others have all partitions."));
    }

    private Optional<Verdict> rejecting() {
        return routes.stream()
                .filter(route -> route.flow().deadLettersLately() > 0)
                .max(Comparator.comparingLong(route -> route.flow().deadLettersLately()))
                .map(route -> new Verdict(
                        Level.WATCH,
                        Words.count(route.flow().deadLettersLately(), "record") + " of route " + route.id()
                                + " rejected in the last 5 min; " + flow(),
                        "Rejected records are kept whole as dead letters: look at their reasons below, mend what rejects them,"
                                + " and replay them."));
    }

    private Optional<Verdict> lagging() {
        return behind().filter(lag -> lag.compareTo(FAR_BEHIND) > 0)
                .map(lag -> new Verdict(
                        Level.WATCH,
                        "Data flows, but " + Words.time(lag) + " behind: " + Words.rate(perSecond()) + " records/s",
                        "If the lag grows, more comes in than goes out: add processes, or look at retries and throttles"
                                + " below."));
    }

    private Optional<Verdict> quiet() {
        Optional<Instant> last = routes.stream()
                .map(route -> route.flow().lastBegun())
                .flatMap(Optional::stream)
                .max(Comparator.naturalOrder());
        boolean waits = routes.stream()
                .map(RouteView::source)
                .flatMap(Optional::stream)
                .anyMatch(
                        source -> source.pending() > 0 || source.behindRecords().orElse(0) > 0);
        if (waits || routes.stream().allMatch(route -> route.source().isEmpty())) {
            return Optional.empty();
        }
        if (last.isEmpty()) {
            return Optional.of(new Verdict(
                    Level.WATCH,
                    "Nothing has arrived since the start",
                    "All sources read. Does anybody send records?"));
        }
        Duration since = Duration.between(last.get(), now);
        return since.compareTo(QUIET) < 0
                ? Optional.empty()
                : Optional.of(new Verdict(
                        Level.WATCH,
                        "Nothing arrives since " + Words.time(since) + "; all that was read is delivered",
                        "All sources read. Does anybody send records?"));
    }

    private Verdict flowing() {
        if (routes.stream().allMatch(route -> route.source().isEmpty())) {
            return new Verdict(
                    Level.GOOD, "No route reads a stream; running: " + Words.count(routes.size(), "route"), "");
        }
        String flow = flow();
        return new Verdict(Level.GOOD, Character.toUpperCase(flow.charAt(0)) + flow.substring(1), "");
    }

    private String flow() {
        return "data flows: " + Words.rate(perSecond()) + " records/s"
                + behind().map(lag -> ", " + Words.time(lag) + " behind").orElse("");
    }

    private double perSecond() {
        return routes.stream().mapToDouble(route -> route.flow().perSecond()).sum();
    }

    private Optional<Duration> behind() {
        return routes.stream()
                .map(RouteView::source)
                .flatMap(Optional::stream)
                .map(SourceView::behind)
                .flatMap(Optional::stream)
                .max(Comparator.naturalOrder());
    }

    private interface Phrase<T> {
        Verdict of(RouteView route, T what);
    }

    private <T> Optional<Verdict> first(Function<RouteView, Optional<T>> trouble, Phrase<T> phrase) {
        return routes.stream()
                .flatMap(route -> trouble.apply(route).map(what -> phrase.of(route, what)).stream())
                .findFirst();
    }
}
