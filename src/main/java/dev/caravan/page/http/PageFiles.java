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

    private static final List<String> NAMES = List.of(
            "page.css",
            "icon.svg",
            "app.js",
            "api.js",
            "charts.js",
            "dom.js",
            "edits.js",
            "flow.js",
            "format.js",
            "live.js",
            "objects.js",
            "routes.js",
            "services.js",
            "verdict.js");

    private final List<PageFile> files = Stream.concat(
                    Stream.of(PageFile.of(ROOT, OURS + "index.html"), PageFile.of(ROOT + "chart.js", CHART)),
                    NAMES.stream().map(name -> PageFile.of(ROOT + name, OURS + name)))
            .toList();

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
