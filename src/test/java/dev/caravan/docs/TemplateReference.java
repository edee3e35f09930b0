package dev.caravan.docs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** The parameters of the shipped route templates, as their files describe them. */
final class TemplateReference {

    private static final Path TEMPLATES = Path.of("src/main/resources/dev/caravan/templates");
    private static final List<String> COLUMNS = List.of("Parameter", "Default", "Meaning");

    private TemplateReference() {}

    /** A table for each template, in the order of their names. */
    static String text() throws IOException {
        StringBuilder text = new StringBuilder();
        try (Stream<Path> files = Files.list(TEMPLATES)) {
            for (Path file : files.filter(file -> file.toString().endsWith(".yaml"))
                    .sorted()
                    .toList()) {
                for (Object item :
                        (List<?>) new Load(LoadSettings.builder().build()).loadFromString(Files.readString(file))) {
                    text.append(template((Map<?, ?>) ((Map<?, ?>) item).get("routeTemplate")));
                }
            }
        }
        return text.toString();
    }

    private static String template(Map<?, ?> template) {
        List<List<String>> rows = ((List<?>) template.get("parameters"))
                .stream().map(parameter -> row((Map<?, ?>) parameter)).toList();
        return "`" + template.get("id") + "`: " + template.get("description") + "\n\n"
                + new MarkdownTable(COLUMNS, rows).text() + "\n";
    }

    private static List<String> row(Map<?, ?> parameter) {
        Object value = parameter.get("defaultValue");
        boolean required = Boolean.TRUE.equals(parameter.get("required"));
        return List.of(
                "`" + parameter.get("name") + "`",
                required ? "required" : value == null ? "" : "`" + value + "`",
                String.valueOf(parameter.get("description")));
    }
}
