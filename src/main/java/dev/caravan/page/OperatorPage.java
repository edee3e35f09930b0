package dev.caravan.page;

import static java.util.Objects.requireNonNull;

import dev.caravan.observe.Pages;
import dev.caravan.page.http.Answers;
import dev.caravan.page.http.LiveFeed;
import dev.caravan.page.http.PageFiles;
import dev.caravan.page.http.PageJson;
import dev.caravan.page.http.PagePart;
import dev.caravan.page.snapshot.Snapshots;
import io.vertx.ext.web.Router;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The page of one running process, at {@code /page/} of its management port. */
public final class OperatorPage implements Pages {

    private static final String LIVE = PageFiles.ROOT + "api/live";
    private static final String PARTS = PageFiles.ROOT + "api/parts";

    private final PageFiles files = new PageFiles();
    private final LiveFeed feed;
    private final List<PagePart> parts;

    /** @param parts closed with the page */
    public OperatorPage(Snapshots snapshots, List<PagePart> parts) {
        requireNonNull(snapshots, "snapshots");
        this.parts = List.copyOf(parts);
        this.feed = new LiveFeed(() -> PageJson.of(snapshots.get()));
    }

    @Override
    public Set<String> open() {
        Set<String> open = new HashSet<>(files.paths());
        open.add("/");
        parts.forEach(part -> open.addAll(part.open()));
        return open;
    }

    @Override
    public void mount(Router router) {
        router.get("/").handler(request -> request.redirect(PageFiles.ROOT));
        files.mount(router);
        router.get(LIVE).handler(feed::handle);
        List<String> names = parts.stream().map(PagePart::name).toList();
        router.get(PARTS).handler(request -> Answers.json(request, names));
        parts.forEach(part -> part.mount(router));
    }

    @Override
    public void close() {
        feed.close();
        parts.forEach(PagePart::close);
    }
}
