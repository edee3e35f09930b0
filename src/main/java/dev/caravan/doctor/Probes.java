package dev.caravan.doctor;

import dev.caravan.object.Prefix;
import dev.caravan.policy.PolicySettings;
import dev.caravan.policy.Role;
import dev.caravan.reconcile.Place;
import dev.caravan.usage.Use;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** What to look at for the roles, each thing once, in the order of the routes. */
final class Probes {

    private final Set<Probe> probes = new LinkedHashSet<>();

    private Probes() {}

    static List<Probe> of(Collection<Role> roles, List<Use> uses, PolicySettings settings) {
        Probes found = new Probes();
        if (roles.contains(Role.INGEST)) {
            uses.forEach(found::add);
            brokers(uses).forEach(brokers -> found.probes.add(KafkaProbe.of(brokers, uses)));
        }
        if (roles.contains(Role.REPORTS)) {
            found.addQueries(uses, settings, roles.contains(Role.INGEST));
        }
        return List.copyOf(found.probes);
    }

    private void add(Use use) {
        if (use instanceof Use.ReadsStream stream) {
            probes.add(new StreamProbe(stream.stream()));
            probes.add(new LeaseTableProbe(stream.leaseTable()));
        } else if (use instanceof Use.WritesItems items) {
            probes.add(new TableProbe(items.table()));
        } else if (use instanceof Use.WritesObjects lake) {
            probes.add(new PrefixProbe(new Place(lake.bucket(), new Prefix(lake.prefix())), true));
        } else if (use instanceof Use.WritesDeadLetters letters) {
            probes.add(new PrefixProbe(new Place(letters.bucket(), new Prefix(letters.prefix())), true));
        } else if (use instanceof Use.RunsCrawler crawler) {
            probes.add(new CrawlerProbe(crawler.crawler(), crawler.database()));
        }
    }

    private static List<String> brokers(List<Use> uses) {
        return uses.stream()
                .flatMap(use -> use instanceof Use.ReadsTopic reads
                        ? Stream.of(reads.brokers())
                        : use instanceof Use.WritesTopic writes ? Stream.of(writes.brokers()) : Stream.of())
                .distinct()
                .toList();
    }

    private void addQueries(List<Use> uses, PolicySettings settings, boolean lakesAreThere) {
        settings.athena().ifPresent(athena -> {
            probes.add(new QueryProbe(athena.workGroup(), athena.database()));
            settings.results().ifPresent(results -> {
                probes.add(new PrefixProbe(results, false));
                probes.add(new LocationProbe(results.bucket()));
            });
            for (Use use : uses) {
                if (use instanceof Use.WritesObjects lake) {
                    probes.add(new PrefixProbe(new Place(lake.bucket(), new Prefix(lake.prefix())), lakesAreThere));
                    probes.add(new LocationProbe(lake.bucket()));
                }
            }
        });
    }
}
