package dev.caravan.page.http;

import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.Router;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The files of the page, named one by one: no path of a request reaches anything else. */
public final class PageFiles {

    /** Where the page is. */
    public static final String ROOT = "/page/";

    private static final String OURS = "/dev/caravan/page/";
    private static final String CHART = "/META-INF/resources/webjars/chart.js/4.5.1/dist/chart.umd.min.js";

    private static final List<String> SCRIPTS = List.of(
            "api",
            "app",
            "charts",
            "crawlers",
            "dom",
            "edits",
            "events",
            "flow",
            "format",
            "letters",
            "live",
            "mails",
            "objects",
            "parts",
            "query",
            "reports",
            "routes",
            "services",
            "table",
            "verdict");

    private final List<PageFile> files = Stream.concat(
                    Stream.of(
                            PageFile.of(ROOT, OURS + "index" + ".html"),
                            PageFile.of(ROOT + "chart" + ".js", CHART),
                            ours("page", ".css"),
                            ours("icon", ".svg")),
                    SCRIPTS.stream().map(name -> ours(name, ".js")))
            .toList();

    private static PageFile ours(String name, String ending) {
        return PageFile.of(ROOT + name + ending, OURS + name + ending);
    }

    /** Their paths; they hold nothing of this process. */
    public Set<String> paths() {
        return files.stream().map(PageFile::path).collect(Collectors.toSet());
    }

    public void mount(Router router) {
        for (PageFile file : files) {
            Buffer content = Buffer.buffer(file.bytes());
            router.get(file.path()).handler(request -> {
                PageHeaders.addTo(request.response().headers());
                request.response().putHeader("content-type", file.type()).end(content);
            });
        }
    }
}
