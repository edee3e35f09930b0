package dev.caravan.local.athena;

import dev.caravan.local.protocol.AwsInput;
import java.util.List;
import java.util.Optional;

/**
 * A page of a list by the request's MaxResults and NextToken; a token is the place where the next page begins.
 *
 * @param next token of the next page
 */
record ListPage<T>(List<T> items, Optional<String> next) {
    static <T> ListPage<T> of(List<T> all, AwsInput input, int max) {
        int size = maxResults(input, max);
        int from = Math.min(input.text("NextToken").map(ListPage::place).orElse(0), all.size());
        int to = Math.min(from + size, all.size());
        return new ListPage<>(
                all.subList(from, to), to < all.size() ? Optional.of(String.valueOf(to)) : Optional.empty());
    }

    static int maxResults(AwsInput input, int max) {
        int size = input.integer("MaxResults").orElse(max);
        if (size < 1 || size > max) {
            throw Refusals.invalidRequest("MaxResults must be from 1 to " + max + ", not " + size);
        }
        return size;
    }

    private static int place(String token) {
        if (!token.matches("\\d{1,9}")) {
            throw Refusals.invalidRequest("Invalid NextToken: " + token);
        }
        return Integer.parseInt(token);
    }
}
