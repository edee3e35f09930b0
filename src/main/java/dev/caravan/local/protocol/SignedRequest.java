package dev.caravan.local.protocol;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A request as it came over the wire.
 *
 * @param method the HTTP method
 * @param path the path, still encoded
 * @param query what stands behind the question mark, still encoded; empty without one
 * @param headers all values of each header, by lower-case name
 * @param body the body
 */
record SignedRequest(String method, String path, String query, Map<String, List<String>> headers, byte[] body) {

    SignedRequest {
        headers = Map.copyOf(headers);
    }

    /** The first value of a header. */
    Optional<String> header(String lowerCaseName) {
        return headers.getOrDefault(lowerCaseName, List.of()).stream().findFirst();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof SignedRequest that
                && method.equals(that.method)
                && path.equals(that.path)
                && query.equals(that.query)
                && headers.equals(that.headers)
                && Arrays.equals(body, that.body);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(body) * 31 + path.hashCode();
    }
}
