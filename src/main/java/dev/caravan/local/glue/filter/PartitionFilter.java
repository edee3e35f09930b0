package dev.caravan.local.glue.filter;

import dev.caravan.local.glue.catalog.CatalogException;
import dev.caravan.local.glue.catalog.Column;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * Reads a condition and answers a test of a partition's values. Known are {@code = <> != < <= > >=}, {@code IN},
 * {@code BETWEEN}, {@code LIKE}, {@code NOT}, {@code AND}, {@code OR} and parentheses, on a key and literals.
 */
public final class PartitionFilter {
    private final List<FilterToken> tokens;
    private final Map<String, Integer> positions = new HashMap<>();
    private final List<Column> keys;
    private int next;

    private PartitionFilter(String expression, List<Column> keys) {
        this.tokens = FilterToken.read(expression);
        this.keys = keys;
        for (int i = 0; i < keys.size(); i++) {
            positions.put(keys.get(i).name().toLowerCase(Locale.ROOT), i);
        }
    }

    /**
     * Reads an expression.
     *
     * @param keys the partition keys, in the order of the values
     * @throws CatalogException {@code InvalidInputException} when the expression is not understood
     */
    public static Predicate<List<String>> of(String expression, List<Column> keys) {
        PartitionFilter filter = new PartitionFilter(expression, keys);
        Predicate<List<String>> test = filter.alternatives();
        if (filter.next < filter.tokens.size()) {
            throw filter.refused("the end");
        }
        return test;
    }

    private Predicate<List<String>> alternatives() {
        Predicate<List<String>> test = conjunction();
        while (accept("OR")) {
            test = test.or(conjunction());
        }
        return test;
    }

    private Predicate<List<String>> conjunction() {
        Predicate<List<String>> test = negation();
        while (accept("AND")) {
            test = test.and(negation());
        }
        return test;
    }

    private Predicate<List<String>> negation() {
        if (accept("NOT")) {
            return negation().negate();
        }
        if (accept("(")) {
            Predicate<List<String>> inner = alternatives();
            expect(")");
            return inner;
        }
        return comparison();
    }

    private Predicate<List<String>> comparison() {
        FilterToken name = take(FilterToken.Kind.NAME, "the name of a partition key");
        Integer position = positions.get(name.text().toLowerCase(Locale.ROOT));
        if (position == null) {
            throw CatalogException.invalidInput("Expression names " + name.text() + ", the partition keys are "
                    + keys.stream().map(Column::name).toList() + ".");
        }
        KeyValue key = KeyValue.ofType(keys.get(position).type());
        if (accept("NOT")) {
            return test(position, membership(key)).negate();
        }
        return test(position, isMembership() ? membership(key) : relation(key));
    }

    private static Predicate<List<String>> test(int position, Predicate<String> test) {
        return values -> test.test(values.get(position));
    }

    private boolean isMembership() {
        return next < tokens.size() && tokens.get(next).isAny("IN", "BETWEEN", "LIKE");
    }

    private Predicate<String> membership(KeyValue key) {
        if (accept("IN")) {
            expect("(");
            List<String> members = new ArrayList<>(List.of(literal(key)));
            while (accept(",")) {
                members.add(literal(key));
            }
            expect(")");
            return value -> members.stream().anyMatch(member -> key.compare(value, member) == 0);
        }
        if (accept("BETWEEN")) {
            String low = literal(key);
            expect("AND");
            String high = literal(key);
            return value -> key.compare(value, low) >= 0 && key.compare(value, high) <= 0;
        }
        expect("LIKE");
        Pattern pattern = like(literal(key));
        return value -> pattern.matcher(value).matches();
    }

    private Predicate<String> relation(KeyValue key) {
        String operator = take(FilterToken.Kind.SYMBOL, "a comparison").text();
        String literal = literal(key);
        return switch (operator) {
            case "=" -> value -> key.compare(value, literal) == 0;
            case "<>", "!=" -> value -> key.compare(value, literal) != 0;
            case "<" -> value -> key.compare(value, literal) < 0;
            case "<=" -> value -> key.compare(value, literal) <= 0;
            case ">" -> value -> key.compare(value, literal) > 0;
            case ">=" -> value -> key.compare(value, literal) >= 0;
            default -> {
                next--;
                throw refused("a comparison");
            }
        };
    }

    private String literal(KeyValue key) {
        if (next + 1 < tokens.size()
                && tokens.get(next).isAny("DATE", "TIMESTAMP")
                && tokens.get(next + 1).kind() == FilterToken.Kind.TEXT) {
            next++;
        }
        if (next < tokens.size() && tokens.get(next).kind() == FilterToken.Kind.NUMBER) {
            return key.checked(tokens.get(next++).text());
        }
        return key.checked(take(FilterToken.Kind.TEXT, "a text in single quotes or a number")
                .text());
    }

    private static Pattern like(String pattern) {
        StringBuilder regex = new StringBuilder();
        for (int i = 0; i < pattern.length(); i++) {
            char c = pattern.charAt(i);
            regex.append(
                    switch (c) {
                        case '%' -> ".*";
                        case '_' -> ".";
                        default -> Pattern.quote(Character.toString(c));
                    });
        }
        return Pattern.compile(regex.toString(), Pattern.DOTALL);
    }

    private boolean accept(String text) {
        boolean there = next < tokens.size() && tokens.get(next).isAny(text);
        next += there ? 1 : 0;
        return there;
    }

    private void expect(String text) {
        if (!accept(text)) {
            throw refused(text);
        }
    }

    private FilterToken take(FilterToken.Kind kind, String wanted) {
        if (next >= tokens.size() || tokens.get(next).kind() != kind) {
            throw refused(wanted);
        }
        return tokens.get(next++);
    }

    private CatalogException refused(String wanted) {
        String found = next < tokens.size() ? "'" + tokens.get(next).text() + "'" : "its end";
        return CatalogException.invalidInput("Expression is not supported here: " + wanted + " was expected, " + found
                + " was found. Known are =, <>, !=, <, <=, >, >=, IN, BETWEEN, LIKE, NOT, AND, OR and parentheses.");
    }
}
