package dev.caravan.page.http;

import io.vertx.core.MultiMap;
import java.util.Map;

/** What every answer of the page carries: it loads, runs and shows what comes from here, and nothing else. */
public final class PageHeaders {

    private static final Map<String, String> ALL = Map.of(
            "content-security-policy",
            "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self' data:;"
                    + " frame-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
            "x-content-type-options",
            "nosniff",
            "x-frame-options",
            "DENY",
            "referrer-policy",
            "no-referrer",
            "cross-origin-opener-policy",
            "same-origin",
            "cross-origin-resource-policy",
            "same-origin",
            "permissions-policy",
            "camera=(), geolocation=(), microphone=()",
            "cache-control",
            "no-store");

    private PageHeaders() {}

    static void addTo(MultiMap headers) {
        ALL.forEach(headers::set);
    }

    /** Of a document of a stranger in a frame of ours: styles and pictures inside it, and nothing that runs or loads. */
    public static void addForFrameTo(MultiMap headers) {
        addTo(headers);
        headers.set(
                "content-security-policy",
                "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none';"
                        + " frame-ancestors 'self'; sandbox");
        headers.set("x-frame-options", "SAMEORIGIN");
    }
}
