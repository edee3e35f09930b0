package dev.caravan.lake;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.caravan.object.NewObject;
import dev.caravan.object.ObjectContent;
import dev.caravan.object.ObjectName;
import dev.caravan.object.Prefix;
import dev.caravan.record.BatchRange;

/**
 * The small object of a batch that leaves no other: {@code PREFIX/_manifests/SOURCE-PARTITION-START-LINEAGE.json} with
 * range and counts. Crawlers and Athena pass over names that begin with an underscore.
 */
final class Manifest {

    private static final JsonMapper JSON = new JsonMapper();

    private Manifest() {}

    static NewObject of(Prefix prefix, BatchRange range, BatchMetadata metadata) {
        ObjectNode body = JSON.createObjectNode();
        body.put("source", range.partition().source());
        body.put("partition", range.partition().partition());
        body.put("lineage", range.partition().lineage());
        body.put("start", range.start().text());
        body.put("end", range.end().text());
        body.put("records_in", metadata.in());
        body.put("records_rejected", metadata.rejected());
        body.put("records_filtered", metadata.filtered());
        try {
            return new NewObject(
                    ObjectName.of(prefix.folder("_manifests"), range, ".json"),
                    range,
                    new ObjectContent(JSON.writeValueAsBytes(body), "application/json", false),
                    metadata.forObject(0));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Texts and numbers can always be written as JSON", e);
        }
    }
}
