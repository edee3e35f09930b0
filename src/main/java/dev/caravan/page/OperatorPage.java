package dev.caravan.page;

import static java.util.Objects.requireNonNull;

import dev.caravan.observe.Pages;
import dev.caravan.page.http.LiveFeed;
import dev.caravan.page.http.PageFiles;
import dev.caravan.page.http.PageJson;
import dev.caravan.page.snapshot.Snapshots;
import io.vertx.ext.web.Router;
import java.util.HashSet;
import java.util.Set;

/** The page of one running process, at {@code /page/} of its management port. */
public final class OperatorPage implements Pages {

    private static final String LIVE = PageFiles.ROOT + "api/live";

    private final PageFiles files = new PageFiles();
    private final LiveFeed feed;

    public OperatorPage(Snapshots snapshots) {
        requireNonNull(snapshots, "snapshots");
        this.feed = new LiveFeed(() -> PageJson.of(snapshots.get()));
    }

    @Override
    public Set<String> open() {
        Set<String> open = new HashSet<>(files.paths());
        open.add("/");
        return open;
    }

    @Override
    public void mount(Router router) {
        router.get("/").handler(request -> request.redirect(PageFiles.ROOT));
        files.mount(router);
        router.get(LIVE).handler(feed::handle);
    }

    @Override
    public void close() {
        feed.close();
    }
}
