package dev.caravan.docs;

import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The parts of a Markdown text between {@code <!-- generated: NAME -->} and {@code <!-- end -->}, by their names. */
public record GeneratedParts(Map<String, String> contents) {

    private static final Pattern PART = Pattern.compile("<!-- generated: (\\S+) -->\n.*?<!-- end -->", Pattern.DOTALL);

    public GeneratedParts {
        contents = Map.copyOf(contents);
    }

    /** @throws IllegalArgumentException unless the text has exactly the markers of these parts */
    public String in(String text) {
        Set<String> found = new TreeSet<>();
        String result = PART.matcher(text).replaceAll(part -> {
            found.add(part.group(1));
            return Matcher.quoteReplacement(renewed(part));
        });
        if (!found.equals(contents.keySet())) {
            throw new IllegalArgumentException(
                    "The text has markers for " + found + ", there is content for " + new TreeSet<>(contents.keySet()));
        }
        return result;
    }

    private String renewed(MatchResult part) {
        String name = part.group(1);
        return "<!-- generated: " + name + " -->\n" + contents.getOrDefault(name, "") + "<!-- end -->";
    }
}
