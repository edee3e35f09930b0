package dev.caravan.packaged;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.lang.module.ModuleDescriptor.Version;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** {@code docs/advisories.json} held against a bill of materials. */
final class Advisories {

    private final JsonNode file;

    private Advisories(JsonNode file) {
        this.file = file;
    }

    static Advisories of(Path file) throws IOException {
        return new Advisories(new JsonMapper().readTree(file.toFile()));
    }

    /** {@code GROUP:NAME} to version. */
    static Map<String, String> libraries(JsonNode billOfMaterials) {
        Map<String, String> libraries = new TreeMap<>();
        billOfMaterials
                .path("components")
                .forEach(part -> libraries.put(
                        part.path("group").asText() + ":" + part.path("name").asText(),
                        part.path("version").asText()));
        return libraries;
    }

    /** What of the file is not as it says, in words. */
    List<String> problems(Map<String, String> libraries) {
        List<String> problems = new ArrayList<>();
        for (JsonNode advisory : file.path("advisories")) {
            String id = advisory.path("id").asText();
            String version = libraries.get(advisory.path("library").asText());
            boolean affected = version != null && isWithin(version, advisory.path("affected"));
            if (affected != advisory.path("state").asText().equals("open")) {
                problems.add(id + " is " + advisory.path("state") + ", but version " + version + " is "
                        + (affected ? "" : "not ") + "affected");
            }
            if (affected && advisory.path("mitigation").asText().isBlank()) {
                problems.add(id + " is open without a mitigation");
            }
            if (affected && !holds(advisory.path("tests"))) {
                problems.add(id + " is open, and there is no such test: " + advisory.path("tests"));
            }
        }
        for (JsonNode absent : file.path("absent")) {
            if (libraries.containsKey(absent.path("library").asText())) {
                problems.add(absent.path("library") + " is shipped: " + absent.path("because"));
            }
        }
        return problems;
    }

    private static boolean isWithin(String version, JsonNode ranges) {
        Version shipped = Version.parse(version);
        for (JsonNode range : ranges) {
            if (shipped.compareTo(Version.parse(range.path(0).asText())) >= 0
                    && shipped.compareTo(Version.parse(range.path(1).asText())) < 0) {
                return true;
            }
        }
        return false;
    }

    private static boolean holds(JsonNode tests) {
        for (JsonNode test : tests) {
            try {
                Class.forName(test.asText(), false, Advisories.class.getClassLoader());
            } catch (ClassNotFoundException e) {
                return false;
            }
        }
        return !tests.isEmpty();
    }
}
