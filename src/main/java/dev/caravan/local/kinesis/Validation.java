package dev.caravan.local.kinesis;

import dev.caravan.local.protocol.AwsInput;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Collects what is wrong with a request's members and refuses it with all of it, in AWS's words. */
final class Validation {

    private static final Pattern NAME = Pattern.compile("[a-zA-Z0-9_.-]+");
    private static final Pattern SEQUENCE_NUMBER = Pattern.compile("0|([1-9]\\d{0,128})");
    private static final int MAX_NAME_CHARACTERS = 128;

    private final AwsInput input;
    private final List<String> problems = new ArrayList<>();

    Validation(AwsInput input) {
        this.input = input;
    }

    /** The members must be there. */
    Validation required(String... members) {
        for (String member : members) {
            if (!input.has(member)) {
                add("null", member, "Member must not be null");
            }
        }
        return this;
    }

    /** A stream's name or a shard's id. */
    Validation name(String member) {
        return length(member, 1, MAX_NAME_CHARACTERS).pattern(member, NAME);
    }

    /** A decimal number without leading zeros. */
    Validation sequenceNumber(String member) {
        return pattern(member, SEQUENCE_NUMBER);
    }

    /** A text of so many characters, if it is there. */
    Validation length(String member, int min, int max) {
        input.text(member).ifPresent(text -> {
            check(text.length() >= min, () -> text, member, "Member must have length greater than or equal to " + min);
            check(text.length() <= max, () -> text, member, "Member must have length less than or equal to " + max);
        });
        return this;
    }

    /** A text that matches, if it is there. */
    Validation pattern(String member, Pattern pattern) {
        input.text(member)
                .ifPresent(text -> check(
                        pattern.matcher(text).matches(),
                        () -> text,
                        member,
                        "Member must satisfy regular expression pattern: " + pattern));
        return this;
    }

    /** A number in a range, if it is there. */
    Validation range(String member, int min, int max) {
        OptionalInt number = input.integer(member);
        number.ifPresent(value -> {
            String text = String.valueOf(value);
            check(value >= min, () -> text, member, "Member must have value greater than or equal to " + min);
            check(value <= max, () -> text, member, "Member must have value less than or equal to " + max);
        });
        return this;
    }

    /** One of these values, if it is there. */
    Validation oneOf(String member, List<String> values) {
        Optional<String> text = input.text(member);
        text.ifPresent(value ->
                check(values.contains(value), () -> value, member, "Member must satisfy enum value set: " + values));
        return this;
    }

    /** Any other condition on a member. */
    Validation check(boolean right, Supplier<String> value, String member, String constraint) {
        if (!right) {
            add("'" + value.get() + "'", member, constraint);
        }
        return this;
    }

    /** Refuses the request if anything was wrong. */
    void done() {
        if (!problems.isEmpty()) {
            String all = problems.stream().limit(10).collect(Collectors.joining("; "));
            String noun = problems.size() == 1 ? " validation error detected: " : " validation errors detected: ";
            throw KinesisErrors.validation(problems.size() + noun + all);
        }
    }

    private void add(String value, String member, String constraint) {
        String path = Character.toLowerCase(member.charAt(0)) + member.substring(1);
        problems.add("Value " + value + " at '" + path + "' failed to satisfy constraint: " + constraint);
    }
}
