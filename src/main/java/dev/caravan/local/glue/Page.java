package dev.caravan.local.glue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.caravan.local.glue.catalog.CatalogException;
import dev.caravan.local.protocol.AwsError;
import dev.caravan.local.protocol.AwsInput;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.function.Function;

/**
 * Part of a sorted list. The token is the key of the last item given, so that items added or deleted between two pages
 * make no other item appear twice or not at all.
 */
record Page<T>(List<T> items, String nextToken) {

    /**
     * The page that a request asks for by {@code NextToken} and {@code MaxResults}.
     *
     * @param sorted by the key
     * @param max AWS's largest page, also the default
     */
    static <T> Page<T> of(AwsInput input, List<T> sorted, Function<T, String> key, int max) {
        int size = size(input, max);
        String after = input.text("NextToken")
                .filter(token -> !token.isEmpty())
                .map(Page::decoded)
                .orElse(null);
        List<T> rest = after == null
                ? sorted
                : sorted.stream()
                        .filter(item -> key.apply(item).compareTo(after) > 0)
                        .toList();
        List<T> items = rest.subList(0, Math.min(size, rest.size()));
        return new Page<>(items, rest.size() > size ? encoded(key.apply(items.get(items.size() - 1))) : null);
    }

    ObjectNode answer(String name, Function<T, ? extends JsonNode> form) {
        ObjectNode answer = Wire.answer(name, Wire.array(items, form));
        if (nextToken != null) {
            answer.put("NextToken", nextToken);
        }
        return answer;
    }

    private static int size(AwsInput input, int max) {
        int size = input.integer("MaxResults").orElse(max);
        if (size < 1 || size > max) {
            throw AwsError.badRequest(
                    "ValidationException",
                    "1 validation error detected: Value '" + size + "' at 'maxResults' failed to satisfy constraint:"
                            + " Member must have value between 1 and " + max);
        }
        return size;
    }

    private static String encoded(String key) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(key.getBytes(StandardCharsets.UTF_8));
    }

    private static String decoded(String token) {
        try {
            return new String(Base64.getUrlDecoder().decode(token), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw CatalogException.invalidInput("NextToken '" + token + "' is not one that this service gave.");
        }
    }
}
