package dev.caravan.policy;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A whole policy document. No two statements have one id: those that came with it are numbered. */
public record Policy(List<Statement> statements) {

    public Policy {
        Map<String, Integer> seen = new HashMap<>();
        List<Statement> numbered = new ArrayList<>();
        for (Statement statement : statements) {
            int count = seen.merge(statement.sid(), 1, Integer::sum);
            numbered.add(count == 1 ? statement : statement.withSid(statement.sid() + count));
        }
        statements = List.copyOf(numbered);
    }

    static Policy of(Statement... statements) {
        return new Policy(List.of(statements));
    }
}
