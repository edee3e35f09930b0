package dev.caravan.policy;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** The calls that a role's commands made, to be held against its policy in both directions. */
public final class RoleCalls {

    /** A refusal answers the question as well: 403 is there, 404 is not. */
    private static final String MAY_BE_REFUSED = "HeadBucket";

    private final Permissions permissions;
    private final Role role;
    private final List<RecordedCalls.Call> calls;
    private final CallPermissions translation;

    public RoleCalls(Permissions permissions, Role role, List<RecordedCalls.Call> calls, CallPermissions translation) {
        this.permissions = requireNonNull(permissions, "permissions");
        this.role = requireNonNull(role, "role");
        this.calls = List.copyOf(calls);
        this.translation = requireNonNull(translation, "translation");
        if (calls.isEmpty()) {
            throw new IllegalArgumentException("No call of " + role + " was recorded");
        }
    }

    /** What the role's policy, and the bucket's where it is about one, do not allow; one line each. */
    public List<String> refused() {
        return refused(permissions.policy(role));
    }

    /** The same of another policy of the role. */
    public List<String> refused(Policy policy) {
        String arn = "arn:aws:iam::" + translation.arns().account() + ":role/" + permissions.name(role);
        List<String> refused = new ArrayList<>();
        for (RecordedCalls.Call call : calls) {
            for (IamRequest asked : translation.of(call)) {
                IamRequest request =
                        CallPermissions.asRole(asked, arn, translation.arns().account());
                PolicyEvaluator.Decision decision = PolicyEvaluator.decide(with(policy, request), request);
                boolean answered = decision == PolicyEvaluator.Decision.NOT_ALLOWED
                        && call.operation().equals(MAY_BE_REFUSED);
                if (decision != PolicyEvaluator.Decision.ALLOWED && !answered) {
                    refused.add(call.operation() + " needs " + request + ": " + decision);
                }
            }
        }
        return refused;
    }

    private List<Policy> with(Policy policy, IamRequest request) {
        List<Policy> policies = new ArrayList<>(List.of(policy));
        permissions.buckets().forEach((bucket, denials) -> {
            String arn = Arns.bucket(bucket);
            if (request.resource().equals(arn) || request.resource().startsWith(arn + "/")) {
                policies.add(denials);
            }
        });
        return policies;
    }

    /** Actions that the role's policy allows and that no call needs. */
    public Set<String> uncalled() {
        return uncalled(permissions.policy(role));
    }

    /** The same of another policy of the role. */
    public Set<String> uncalled(Policy policy) {
        Set<String> called = calls.stream()
                .filter(call -> !call.operation().equals(MAY_BE_REFUSED))
                .flatMap(call -> translation.of(call).stream())
                .map(IamRequest::action)
                .collect(Collectors.toSet());
        Set<String> uncalled = new TreeSet<>();
        policy.statements().forEach(statement -> uncalled.addAll(statement.actions()));
        uncalled.removeAll(called);
        return uncalled;
    }
}
