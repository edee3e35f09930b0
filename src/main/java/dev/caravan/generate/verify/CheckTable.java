package dev.caravan.generate.verify;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.List;
import java.util.function.ToIntFunction;
import java.util.stream.Collectors;

/** The checks as people and programs read them. */
public record CheckTable(List<Check> checks) {
    private static final JsonMapper JSON =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();
    private static final String INDENT = "    ";

    public CheckTable {
        checks = List.copyOf(checks);
    }

    /** Whether all checks passed, and there was one at least. */
    public boolean passed() {
        return !checks.isEmpty() && checks.stream().allMatch(Check::passed);
    }

    /** {@code PASS (9 of 9)} or {@code FAIL (7 of 9)}. */
    public String verdict() {
        long good = checks.stream().filter(Check::passed).count();
        return (passed() ? "PASS" : "FAIL") + " (" + good + " of " + checks.size() + ")";
    }

    /** An aligned table, a line a check; below each failed one, indented, what differs. */
    public String text() {
        int name = width("check", check -> check.name().length());
        int expected = width("expected", check -> check.expected().length());
        int found = width("found", check -> check.found().length());
        String form = "%-" + name + "s  %" + expected + "s  %" + found + "s  %s";
        StringBuilder text = new StringBuilder(String.format(form, "check", "expected", "found", "result"));
        for (Check check : checks) {
            String result = check.passed() ? "PASS" : "FAIL";
            text.append('\n').append(String.format(form, check.name(), check.expected(), check.found(), result));
            if (!check.passed() && !check.detail().isEmpty()) {
                text.append('\n')
                        .append(check.detail()
                                .lines()
                                .map(line -> INDENT + line)
                                .collect(Collectors.joining("\n")));
            }
        }
        return text.toString();
    }

    /** {@code {"passed": …, "checks": […]}} with every check's detail. */
    public String json() {
        try {
            return JSON.writeValueAsString(
                    JSON.createObjectNode().put("passed", passed()).set("checks", JSON.valueToTree(checks)));
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("checks hold only texts and flags", impossible);
        }
    }

    private int width(String title, ToIntFunction<Check> length) {
        return Math.max(title.length(), checks.stream().mapToInt(length).max().orElse(0));
    }
}
