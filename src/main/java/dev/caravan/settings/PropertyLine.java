package dev.caravan.settings;

import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Properties;

/**
 * One property of a file, as it is written: a line, and those that continue it. {@link Properties} says what it means;
 * what is here is only where it begins, which Properties forgets.
 *
 * @param number of its first line, from 1
 */
record PropertyLine(int number, String text) {

    /** Without blank lines and comments. */
    static List<PropertyLine> in(String file) {
        List<PropertyLine> properties = new ArrayList<>();
        int number = 0;
        for (Iterator<String> lines = file.lines().iterator(); lines.hasNext(); ) {
            String line = lines.next();
            number++;
            if (isProperty(line)) {
                int first = number;
                StringBuilder text = new StringBuilder(line);
                while (isContinued(line) && lines.hasNext()) {
                    line = lines.next();
                    number++;
                    text.append('\n').append(line);
                }
                properties.add(new PropertyLine(first, text.toString()));
            }
        }
        return properties;
    }

    /** @throws IllegalArgumentException if it has an escape that is none */
    Properties parsed() throws IOException {
        Properties properties = new Properties();
        properties.load(new StringReader(text));
        return properties;
    }

    private static boolean isProperty(String line) {
        String text = line.replaceFirst("^[ \\t\\f]+", "");
        return !text.isEmpty() && text.charAt(0) != '#' && text.charAt(0) != '!';
    }

    /** A backslash at the end that is not the second of a pair. */
    private static boolean isContinued(String line) {
        int backslashes = 0;
        while (backslashes < line.length() && line.charAt(line.length() - 1 - backslashes) == '\\') {
            backslashes++;
        }
        return backslashes % 2 == 1;
    }
}
