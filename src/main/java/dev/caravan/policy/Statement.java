package dev.caravan.policy;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Optional;

/**
 * One statement of a policy.
 *
 * @param sid letters and digits
 * @param principal of a bucket or trust policy; a role's own policy has none
 * @param actions {@code SERVICE:ACTION}, at least one
 * @param resources ARNs, with {@code *} and {@code ?}; empty in a trust policy, whose resource is the role itself
 */
public record Statement(
        String sid,
        Effect effect,
        Optional<Principal> principal,
        List<String> actions,
        List<String> resources,
        List<Condition> conditions) {

    public Statement {
        if (!sid.matches("[A-Za-z0-9]+")) {
            throw new IllegalArgumentException("A statement's id has letters and digits, got " + sid);
        }
        requireNonNull(effect, "effect");
        requireNonNull(principal, "principal");
        actions = List.copyOf(actions);
        resources = resources.stream().distinct().toList();
        conditions = List.copyOf(conditions);
        if (actions.isEmpty()) {
            throw new IllegalArgumentException("Statement " + sid + " needs an action");
        }
        if (resources.isEmpty() && principal.isEmpty()) {
            throw new IllegalArgumentException("Statement " + sid + " needs a resource");
        }
    }

    /** Of a role's own policy. */
    static Statement allow(String sid, List<String> actions, List<String> resources, Condition... conditions) {
        return new Statement(sid, Effect.ALLOW, Optional.empty(), actions, resources, List.of(conditions));
    }

    /** Of a bucket policy, for everybody whom the conditions mean. */
    static Statement deny(String sid, List<String> actions, List<String> resources, Condition... conditions) {
        return new Statement(
                sid, Effect.DENY, Optional.of(Principal.everybody()), actions, resources, List.of(conditions));
    }

    /** Of a trust policy. */
    static Statement trust(String sid, Principal principal, List<String> actions, Condition... conditions) {
        return new Statement(sid, Effect.ALLOW, Optional.of(principal), actions, List.of(), List.of(conditions));
    }

    Statement withSid(String other) {
        return new Statement(other, effect, principal, actions, resources, conditions);
    }
}
