package dev.caravan.runtime;

import dev.caravan.aws.AwsClients;
import dev.caravan.deadletter.read.DeadLetterSettings;
import dev.caravan.page.catalogue.CataloguePart;
import dev.caravan.page.http.PagePart;
import dev.caravan.page.letters.LettersPart;
import dev.caravan.page.mail.MailPart;
import dev.caravan.page.query.QueryPart;
import dev.caravan.page.report.ReportsPart;
import dev.caravan.report.AthenaQueries;
import dev.caravan.report.AthenaSettings;
import dev.caravan.report.route.RouteReports;
import dev.caravan.settings.Settings;
import dev.caravan.usage.Use;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.apache.camel.CamelContext;

/** The parts of the page that the settings have something for. */
final class PageParts {

    private final Settings settings;
    private final AwsClients clients;
    private final CamelContext context;
    private final Supplier<List<Use>> uses;

    /** @param uses of the routes, as they are at the time of asking */
    PageParts(Settings settings, AwsClients clients, CamelContext context, Supplier<List<Use>> uses) {
        this.settings = settings;
        this.clients = clients;
        this.context = context;
        this.uses = uses;
    }

    List<PagePart> with(Clock clock) {
        List<PagePart> parts = new ArrayList<>();
        settings.find("dead-letters.bucket").ifPresent(bucket -> parts.add(letters(clock)));
        parts.add(new CataloguePart(this::crawlers, clients.glue(), clock));
        if (settings.find("glue.database").isPresent()
                && settings.find("athena.work-group").isPresent()) {
            parts.add(new QueryPart(
                    new AthenaQueries(clients.athena(), AthenaSettings.from(settings)), clients.athena()));
        }
        parts.add(new ReportsPart(new RouteReports(context)));
        settings.find("mail.keep").ifPresent(directory -> parts.add(new MailPart(Path.of(directory), clock)));
        return parts;
    }

    private PagePart letters(Clock clock) {
        return new LettersPart(context, clients.s3(), clients.kinesis(), DeadLetterSettings.from(settings), clock);
    }

    private List<String> crawlers() {
        return uses.get().stream()
                .filter(Use.RunsCrawler.class::isInstance)
                .map(use -> ((Use.RunsCrawler) use).crawler())
                .toList();
    }
}
