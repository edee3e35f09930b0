package dev.caravan.policy;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.stream.Stream;

/** A policy in parts of the size that IAM takes; white space does not count there (IAM quotas). */
final class PolicyParts {

    /** Of all policies together that a role holds itself. */
    static final int INLINE = 10_240;
    /** Of a managed policy, which is attached to a role. */
    static final int MANAGED = 6_144;
    /** Managed policies of a role, unless its account's quota is raised. */
    static final int MOST_MANAGED = 10;

    private PolicyParts() {}

    static int size(Policy policy) {
        return PolicyJson.of(policy).toString().length();
    }

    /** Together they allow what the policy does; each fits into a managed policy. */
    static List<Policy> managed(Policy policy) {
        List<Policy> parts = new ArrayList<>();
        List<Statement> part = new ArrayList<>();
        Deque<Statement> left = new ArrayDeque<>(policy.statements());
        while (!left.isEmpty()) {
            Statement next = left.pop();
            if (size(Policy.of(next)) > MANAGED) {
                halves(next).forEach(left::push);
                continue;
            }
            part.add(next);
            if (size(new Policy(part)) > MANAGED) {
                part.remove(part.size() - 1);
                parts.add(new Policy(part));
                part = new ArrayList<>(List.of(next));
            }
        }
        if (!part.isEmpty()) {
            parts.add(new Policy(part));
        }
        return parts;
    }

    /** Either of several resources, or either of several values of a condition, is enough. */
    private static Stream<Statement> halves(Statement statement) {
        if (statement.resources().size() > 1) {
            return halvesOf(statement.resources()).map(resources -> with(statement, resources, statement.conditions()));
        }
        Condition longest = statement.conditions().stream()
                .filter(condition -> condition.values().size() > 1)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException(
                        "Statement " + statement.sid() + " is too large for IAM and cannot be divided"));
        return halvesOf(longest.values())
                .map(values -> with(
                        statement,
                        statement.resources(),
                        statement.conditions().stream()
                                .map(condition -> condition.equals(longest)
                                        ? new Condition(longest.operator(), longest.key(), values)
                                        : condition)
                                .toList()));
    }

    private static Statement with(Statement statement, List<String> resources, List<Condition> conditions) {
        return new Statement(
                statement.sid(), statement.effect(), statement.principal(), statement.actions(), resources, conditions);
    }

    private static Stream<List<String>> halvesOf(List<String> all) {
        int middle = all.size() / 2;
        return Stream.of(all.subList(middle, all.size()), all.subList(0, middle));
    }
}
