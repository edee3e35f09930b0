package dev.caravan.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.caravan.reconcile.ChainReport;
import dev.caravan.reconcile.Finding;
import dev.caravan.reconcile.FindingKind;
import dev.caravan.reconcile.LakeTotal;
import dev.caravan.reconcile.Report;

/** {@code {"complete": …, "lakes": […], "partitions": […], "findings": […]}}; positions are strings. */
final class ReconcileJson {

    private static final JsonMapper JSON =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    private ReconcileJson() {}

    static String of(Report report) {
        ObjectNode document = JSON.createObjectNode().put("complete", report.isComplete());
        ArrayNode lakes = document.putArray("lakes");
        report.lakes().forEach(lake -> lakes.add(lake(lake)));
        ArrayNode partitions = document.putArray("partitions");
        report.chains().forEach(chain -> partitions.add(partition(chain)));
        ArrayNode findings = document.putArray("findings");
        report.findings().forEach(finding -> findings.add(finding(finding)));
        try {
            return JSON.writeValueAsString(document) + System.lineSeparator();
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Texts and numbers can always be written as JSON", e);
        }
    }

    private static ObjectNode lake(LakeTotal lake) {
        ObjectNode node = JSON.createObjectNode()
                .put("lake", lake.lake().toString())
                .put("objects", lake.objects())
                .put("rows", lake.rows());
        lake.athena().ifPresentOrElse(rows -> node.put("athena_rows", rows), () -> node.putNull("athena_rows"));
        return node;
    }

    private static ObjectNode partition(ChainReport chain) {
        return JSON.createObjectNode()
                .put("lake", chain.id().lake().toString())
                .put("source", chain.id().partition().source())
                .put("partition", chain.id().partition().partition())
                .put("lineage", chain.id().partition().lineage())
                .put("batches", chain.batches())
                .put("objects", chain.objects())
                .put("rows", chain.rows())
                .put("records_in", chain.in())
                .put("records_out", chain.out())
                .put("records_rejected", chain.rejected())
                .put("records_filtered", chain.filtered())
                .put("gaps", chain.count(FindingKind.GAP))
                .put("overlaps", chain.count(FindingKind.OVERLAP))
                .put("first", chain.first().text())
                .put("last", chain.last().text());
    }

    private static ObjectNode finding(Finding finding) {
        return JSON.createObjectNode()
                .put("kind", finding.kind().code())
                .put("failure", finding.kind().isFailure())
                .put("where", finding.where())
                .put("text", finding.text());
    }
}
