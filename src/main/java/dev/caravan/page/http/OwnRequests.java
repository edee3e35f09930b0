package dev.caravan.page.http;

import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.HostAndPort;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import java.net.URI;
import java.util.Locale;
import java.util.function.Consumer;

/**
 * Lets requests that cause something through only if our own page sent them: a form of another origin can neither set a
 * header nor this content type, and a browser says whence a request comes.
 */
public final class OwnRequests {

    private static final long BODY_BYTES = 64 << 10;

    private OwnRequests() {}

    /** @param work handed the request with its whole body, at most 64 KB */
    public static void post(Router router, String path, Consumer<RoutingContext> work) {
        router.post(path).handler(request -> {
            if (isOurs(request.request())) {
                request.next();
            } else {
                Answers.refuse(request, 403, "Only the page itself may ask for this");
            }
        });
        // A route of its own: nothing of a body is read before.
        router.post(path)
                .handler(BodyHandler.create(false).setBodyLimit(BODY_BYTES))
                .handler(work::accept);
    }

    private static boolean isOurs(HttpServerRequest request) {
        String type = request.getHeader("Content-Type");
        String site = request.getHeader("Sec-Fetch-Site");
        String origin = request.getHeader("Origin");
        return "1".equals(request.getHeader("X-Caravan-Page"))
                && type != null
                && type.toLowerCase(Locale.ROOT).startsWith("application/json")
                && (site == null || site.equals("same-origin"))
                && (origin == null || isSame(origin, request.authority()));
    }

    /** Its scheme may be that of a proxy in between. */
    private static boolean isSame(String origin, HostAndPort asked) {
        try {
            String from = URI.create(origin).getAuthority();
            return from != null && asked != null && from.equalsIgnoreCase(asked.toString());
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}
