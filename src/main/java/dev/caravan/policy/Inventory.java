package dev.caravan.policy;

import dev.caravan.object.Prefix;
import dev.caravan.reconcile.Place;
import dev.caravan.settings.SettingsException;
import dev.caravan.usage.Use;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/** What the routes use, by kind and without repetitions, in the routes' order. */
record Inventory(List<Use> uses) {

    Inventory {
        uses = List.copyOf(uses);
    }

    List<String> streams() {
        return names(Use.ReadsStream.class, Use.ReadsStream::stream);
    }

    List<String> leaseTables() {
        return names(Use.ReadsStream.class, Use.ReadsStream::leaseTable);
    }

    List<String> applications() {
        return names(Use.ReadsStream.class, Use.ReadsStream::application);
    }

    List<String> applicationsWithMetrics() {
        return names(Use.PublishesMetrics.class, Use.PublishesMetrics::application);
    }

    List<String> topicsRead() {
        return names(Use.ReadsTopic.class, Use.ReadsTopic::topic);
    }

    List<String> groups() {
        return names(Use.ReadsTopic.class, Use.ReadsTopic::group);
    }

    /** One for each thread of a source: the prefix, the group, and a number. */
    List<String> transactionalIds() {
        return all(Use.ReadsTopic.class)
                .flatMap(source -> source.transactionalId().map(id -> id + "-" + source.group() + "-*").stream())
                .distinct()
                .toList();
    }

    List<String> topicsWritten() {
        return names(Use.WritesTopic.class, Use.WritesTopic::topic);
    }

    List<Use.WritesItems> tables() {
        return all(Use.WritesItems.class).toList();
    }

    List<Place> lakes() {
        return names(Use.WritesObjects.class, lake -> new Place(lake.bucket(), new Prefix(lake.prefix())));
    }

    List<Place> deadLetters() {
        return names(Use.WritesDeadLetters.class, letters -> new Place(letters.bucket(), new Prefix(letters.prefix())));
    }

    List<String> crawlers() {
        return names(Use.RunsCrawler.class, Use.RunsCrawler::crawler);
    }

    /** @throws SettingsException if a target is no {@code s3://BUCKET/PREFIX} */
    List<Place> crawlerTargets() {
        return all(Use.RunsCrawler.class)
                .flatMap(crawler -> crawler.targets().stream().map(target -> target(crawler, target)))
                .distinct()
                .toList();
    }

    private static Place target(Use.RunsCrawler crawler, String target) {
        try {
            return Place.parse(target);
        } catch (IllegalArgumentException e) {
            throw new SettingsException("Route " + crawler.route() + " names " + target + " as a target of crawler "
                    + crawler.crawler() + ": " + e.getMessage());
        }
    }

    /** What is in the lake and in the catalog: what queries read. */
    List<Place> data() {
        return Stream.concat(lakes().stream(), crawlerTargets().stream())
                .distinct()
                .toList();
    }

    List<String> databases() {
        return all(Use.RunsCrawler.class)
                .flatMap(crawler -> crawler.database().stream())
                .distinct()
                .toList();
    }

    List<String> reportLedgers() {
        return names(Use.MailsReport.class, Use.MailsReport::ledgerTable);
    }

    List<String> reportCrawlers() {
        return all(Use.MailsReport.class)
                .flatMap(report -> report.crawler().stream())
                .distinct()
                .toList();
    }

    List<Use.UsesComponent> components() {
        return all(Use.UsesComponent.class).toList();
    }

    private <U extends Use, T> List<T> names(Class<U> kind, Function<U, T> name) {
        return all(kind).map(name).distinct().toList();
    }

    private <U extends Use> Stream<U> all(Class<U> kind) {
        return uses.stream().filter(kind::isInstance).map(kind::cast);
    }
}
