package dev.caravan.page.catalogue;

import static java.util.Objects.requireNonNull;

import dev.caravan.aws.AwsFailures;
import dev.caravan.page.http.PagePart;
import dev.caravan.page.http.Works;
import io.vertx.ext.web.Router;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.glue.GlueClient;
import software.amazon.awssdk.services.glue.model.Crawler;
import software.amazon.awssdk.services.glue.model.LastCrawlInfo;

/** {@code GET crawlers}: those that the routes run. Glue is asked again when its answers are 10 seconds old. */
public final class CataloguePart implements PagePart {

    private static final Duration FRESH = Duration.ofSeconds(10);

    private final Supplier<List<String>> names;
    private final GlueClient glue;
    private final Clock clock;
    private final Works works = new Works("caravan-page-catalogue", 2);
    private Instant asked = Instant.MIN;
    private List<CrawlerView> last = List.of();

    /** @param names of the crawlers, as the routes have them now */
    public CataloguePart(Supplier<List<String>> names, GlueClient glue, Clock clock) {
        this.names = requireNonNull(names, "names");
        this.glue = requireNonNull(glue, "glue");
        this.clock = requireNonNull(clock, "clock");
    }

    @Override
    public String name() {
        return "crawlers";
    }

    @Override
    public void mount(Router router) {
        router.get("/page/api/crawlers")
                .handler(request -> works.whileWaited(request, tell -> tell.accept(crawlers())));
    }

    private synchronized List<CrawlerView> crawlers() {
        Instant now = clock.instant();
        if (asked.plus(FRESH).isBefore(now)) {
            last = names.get().stream().distinct().sorted().map(this::crawler).toList();
            asked = now;
        }
        return last;
    }

    private CrawlerView crawler(String name) {
        try {
            Crawler crawler = glue.getCrawler(get -> get.name(name)).crawler();
            LastCrawlInfo crawl = crawler.lastCrawl();
            return new CrawlerView(
                    name,
                    crawler.databaseName(),
                    crawler.stateAsString(),
                    Optional.ofNullable(crawl).map(LastCrawlInfo::startTime),
                    crawl == null ? "" : crawl.statusAsString(),
                    crawl == null || crawl.errorMessage() == null ? "" : crawl.errorMessage());
        } catch (SdkException e) {
            String problem = AwsFailures.classify("GetCrawler " + name, e).getMessage();
            return new CrawlerView(name, "", "unknown", Optional.empty(), "", problem);
        }
    }

    @Override
    public void close() {
        works.close();
    }
}
