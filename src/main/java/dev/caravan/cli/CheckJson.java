package dev.caravan.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.caravan.check.Explanation;
import dev.caravan.check.Finding;
import dev.caravan.check.Report;
import java.util.List;
import java.util.Locale;

/** {@code {"problems": N, "warnings": N, "findings": […], "routes": […]}}; what is not known is null. */
final class CheckJson {

    private static final JsonMapper JSON =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    private CheckJson() {}

    static String of(Report report) {
        ObjectNode document =
                JSON.createObjectNode().put("problems", report.problems()).put("warnings", report.warnings());
        ArrayNode findings = document.putArray("findings");
        report.findings().forEach(finding -> findings.add(finding(finding)));
        ArrayNode routes = document.putArray("routes");
        report.explanations().forEach(route -> routes.add(route(route)));
        try {
            return JSON.writeValueAsString(document) + System.lineSeparator();
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Texts and numbers can always be written as JSON", e);
        }
    }

    private static ObjectNode finding(Finding finding) {
        ObjectNode node = JSON.createObjectNode()
                .put("severity", finding.severity().name().toLowerCase(Locale.ROOT))
                .put("file", finding.file().isEmpty() ? null : finding.file());
        if (finding.line() == 0) {
            node.putNull("line");
        } else {
            node.put("line", finding.line());
        }
        return node.put("message", finding.message());
    }

    private static ObjectNode route(Explanation route) {
        ObjectNode node = JSON.createObjectNode()
                .put("route", route.route())
                .put("file", route.file())
                .put("line", route.line());
        texts(node, "reads", route.sources());
        texts(node, "writes", route.sinks());
        ArrayNode lakes = node.putArray("lakes");
        for (Explanation.Lake lake : route.lakes()) {
            lakes.addObject()
                    .put("location", lake.location())
                    .put("sample_key", lake.sampleKey())
                    .put("table", lake.table().orElse(null))
                    .put("objects_per_day", lake.objectsPerDay().orElse(null))
                    .put("object_bytes", lake.objectBytes().orElse(null));
        }
        texts(node, "memory", route.memory());
        texts(node, "actions", route.actions());
        return node;
    }

    private static void texts(ObjectNode node, String name, List<String> texts) {
        ArrayNode array = node.putArray(name);
        texts.forEach(array::add);
    }
}
