package dev.caravan.page.http;

import io.vertx.ext.web.RoutingContext;

/** Answers of the page that are whole at once. */
public final class Answers {

    private Answers() {}

    /** A record as JSON. */
    public static void json(RoutingContext request, Object value) {
        PageHeaders.addTo(request.response().headers());
        request.response().putHeader("content-type", "application/json").end(PageJson.of(value));
    }

    /** @param reason in words, for whoever looks at the page */
    public static void refuse(RoutingContext request, int status, String reason) {
        PageHeaders.addTo(request.response().headers());
        request.response()
                .setStatusCode(status)
                .putHeader("content-type", "text/plain; charset=utf-8")
                .end(reason);
    }
}
