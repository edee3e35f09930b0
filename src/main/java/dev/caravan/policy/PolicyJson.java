package dev.caravan.policy;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** A policy in IAM's JSON, version 2012-10-17. */
public final class PolicyJson {

    private PolicyJson() {}

    public static ObjectNode of(Policy policy) {
        ObjectNode document = JsonNodeFactory.instance.objectNode().put("Version", "2012-10-17");
        ArrayNode statements = document.putArray("Statement");
        policy.statements().forEach(statement -> statements.add(statement(statement)));
        return document;
    }

    private static ObjectNode statement(Statement statement) {
        ObjectNode node = JsonNodeFactory.instance
                .objectNode()
                .put("Sid", statement.sid())
                .put("Effect", statement.effect().text());
        statement.principal().ifPresent(who -> node.putObject("Principal").put(who.kind(), who.id()));
        put(node, "Action", statement.actions());
        if (!statement.resources().isEmpty()) {
            put(node, "Resource", statement.resources());
        }
        if (!statement.conditions().isEmpty()) {
            ObjectNode conditions = node.putObject("Condition");
            statement
                    .conditions()
                    .forEach(condition -> put(
                            conditions.withObjectProperty(condition.operator().text()),
                            condition.key(),
                            condition.values()));
        }
        return node;
    }

    private static void put(ObjectNode node, String name, List<String> values) {
        if (values.size() == 1) {
            node.put(name, values.get(0));
        } else {
            values.forEach(node.putArray(name)::add);
        }
    }
}
