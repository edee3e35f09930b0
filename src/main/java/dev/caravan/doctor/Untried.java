package dev.caravan.doctor;

import dev.caravan.policy.Policy;
import dev.caravan.policy.Role;
import dev.caravan.policy.Statement;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** What a role needs and no probe has tried: what changes something, or has no harmless form. */
final class Untried {

    private Untried() {}

    static List<Row> rows(Role role, Policy policy, Collection<Row> looked) {
        Set<String> tried = looked.stream().map(Row::action).collect(Collectors.toSet());
        Map<String, Set<String>> resources = new LinkedHashMap<>();
        for (Statement statement : policy.statements()) {
            statement.actions().stream()
                    .filter(action -> !tried.contains(action))
                    .forEach(action -> resources
                            .computeIfAbsent(action, name -> new LinkedHashSet<>())
                            .addAll(statement.resources()));
        }
        return resources.entrySet().stream()
                .map(action -> new Row(
                        "role " + role,
                        State.NOT_TRIED,
                        action.getKey(),
                        String.join(" ", action.getValue()),
                        "needed: to try it would change something, or needs what is not there"))
                .toList();
    }
}
