package dev.caravan.policy;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Decides as IAM does over the JSON that is printed: an explicit deny wins, then an allow, else no (IAM user guide,
 * "Policy evaluation logic" and "Condition operators"). Only what our policies use; anything else is an error.
 */
public final class PolicyEvaluator {

    /** What a policy says of a request. */
    public enum Decision {
        ALLOWED,
        /** By a deny, which no other policy can undo. */
        DENIED,
        /** Nothing allows it. */
        NOT_ALLOWED
    }

    private PolicyEvaluator() {}

    public static Decision decide(Policy policy, IamRequest request) {
        return decide(List.of(policy), request);
    }

    /** Of policies that count together, such as a role's and a bucket's of one account. */
    public static Decision decide(List<Policy> policies, IamRequest request) {
        List<String> effects = new ArrayList<>();
        for (Policy policy : policies) {
            for (JsonNode statement : PolicyJson.of(policy).path("Statement")) {
                if (matches(statement, request)) {
                    effects.add(statement.path("Effect").asText());
                }
            }
        }
        if (effects.contains("Deny")) {
            return Decision.DENIED;
        }
        return effects.contains("Allow") ? Decision.ALLOWED : Decision.NOT_ALLOWED;
    }

    private static boolean matches(JsonNode statement, IamRequest request) {
        return (!statement.has("Principal") || isPrincipal(statement.path("Principal"), request.principal()))
                && texts(statement.path("Action"))
                        .anyMatch(action -> like(
                                action.toLowerCase(Locale.ROOT),
                                request.action().toLowerCase(Locale.ROOT)))
                && (!statement.has("Resource")
                        || texts(statement.path("Resource")).anyMatch(resource -> like(resource, request.resource())))
                && conditions(statement.path("Condition"), request.context());
    }

    private static boolean isPrincipal(JsonNode principal, String asking) {
        return principal.properties().stream()
                .flatMap(kind -> texts(kind.getValue()))
                .anyMatch(id -> id.equals("*") || id.equals(asking) || isAccountOf(id, asking));
    }

    /** {@code arn:aws:iam::ACCOUNT:root} stands for everybody in the account. */
    private static boolean isAccountOf(String id, String asking) {
        return id.endsWith(":root") && asking.startsWith(id.substring(0, id.length() - "root".length()));
    }

    private static boolean conditions(JsonNode conditions, Map<String, String> context) {
        return conditions.properties().stream().allMatch(operator -> operator.getValue().properties().stream()
                .allMatch(condition -> holds(
                        operator.getKey(),
                        texts(condition.getValue()).toList(),
                        Optional.ofNullable(context.get(condition.getKey())))));
    }

    private static boolean holds(String operator, List<String> wanted, Optional<String> found) {
        return switch (operator) {
            case "Null" -> wanted.contains(Boolean.toString(found.isEmpty()));
            case "Bool", "StringEquals" -> found.filter(wanted::contains).isPresent();
            case "StringLike", "ArnLike" ->
                found.filter(value -> wanted.stream().anyMatch(pattern -> like(pattern, value)))
                        .isPresent();
            // A key that is missing does match these.
            case "StringNotEquals" -> found.filter(wanted::contains).isEmpty();
            case "ArnNotLike" ->
                found.filter(value -> wanted.stream().anyMatch(pattern -> like(pattern, value)))
                        .isEmpty();
            default -> throw new IllegalArgumentException("This evaluator does not know the operator " + operator);
        };
    }

    private static Stream<String> texts(JsonNode node) {
        List<String> texts = new ArrayList<>();
        if (node.isArray()) {
            node.forEach(element -> texts.add(element.asText()));
        } else {
            texts.add(node.asText());
        }
        return texts.stream();
    }

    private static boolean like(String pattern, String text) {
        String regex = Pattern.quote(pattern).replace("*", "\\E.*\\Q").replace("?", "\\E.\\Q");
        return Pattern.compile(regex, Pattern.DOTALL).matcher(text).matches();
    }
}
