package dev.caravan.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.caravan.policy.Permissions;
import dev.caravan.policy.PolicyJson;
import dev.caravan.policy.Role;

/** Permissions as JSON, together or one by one. */
final class PolicyText {

    private final Permissions permissions;

    PolicyText(Permissions permissions) {
        this.permissions = permissions;
    }

    /** The role's policy as IAM takes it. */
    String policy(Role role) {
        return line(PolicyJson.of(permissions.policy(role)));
    }

    /** {@code {"role": …, "name": …, "policy": …, "trust": …}}. */
    String document(Role role) {
        return line(JsonNodeFactory.instance
                .objectNode()
                .put("role", role.toString())
                .setAll(role(role)));
    }

    /** {@code {"roles": {ROLE: {"name": …, "policy": …, "trust": …}}, "buckets": {BUCKET: …}, "notices": […]}}. */
    String document() {
        ObjectNode document = JsonNodeFactory.instance.objectNode();
        ObjectNode roles = document.putObject("roles");
        for (Role role : Role.values()) {
            roles.set(role.toString(), role(role));
        }
        ObjectNode buckets = document.putObject("buckets");
        permissions.buckets().forEach((bucket, policy) -> buckets.set(bucket, PolicyJson.of(policy)));
        permissions.notices().forEach(document.putArray("notices")::add);
        return line(document);
    }

    /** Each document under a line that says what it is; empty ones are left out. */
    String all() {
        StringBuilder text = new StringBuilder();
        for (Role role : Role.values()) {
            if (!permissions.policy(role).statements().isEmpty()) {
                String title = "# Role " + role + ", named " + permissions.name(role) + ": ";
                text.append(title).append("its policy").append(System.lineSeparator());
                text.append(policy(role));
                text.append(title).append("who may be it").append(System.lineSeparator());
                text.append(line(PolicyJson.of(permissions.trust(role))));
            }
        }
        permissions.buckets().forEach((bucket, policy) -> text.append("# Policy of bucket ")
                .append(bucket)
                .append(System.lineSeparator())
                .append(line(PolicyJson.of(policy))));
        return text.toString();
    }

    String cloudFormation() {
        return line(permissions.cloudFormation());
    }

    private ObjectNode role(Role role) {
        ObjectNode node = JsonNodeFactory.instance.objectNode().put("name", permissions.name(role));
        node.set("policy", PolicyJson.of(permissions.policy(role)));
        node.set("trust", PolicyJson.of(permissions.trust(role)));
        return node;
    }

    private static String line(JsonNode document) {
        return document.toPrettyString() + System.lineSeparator();
    }
}
