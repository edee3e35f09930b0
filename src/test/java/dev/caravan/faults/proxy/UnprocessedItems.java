package dev.caravan.faults.proxy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;

/** A BatchWriteItem of which the service never sees some items. */
final class UnprocessedItems implements Action {

    /** Made anew for each batch, and asked about its items in their order. */
    private interface Choice {
        Predicate<JsonNode> ofBatch(int items);
    }

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String REQUESTED = "RequestItems";
    private static final String UNPROCESSED = "UnprocessedItems";

    private final Choice choice;

    private UnprocessedItems(Choice choice) {
        this.choice = choice;
    }

    static UnprocessedItems first(Unprocessed which) {
        return new UnprocessedItems(items -> {
            AtomicInteger left = new AtomicInteger(which.of(items));
            return item -> left.getAndDecrement() > 0;
        });
    }

    static UnprocessedItems with(String text) {
        return new UnprocessedItems(items -> item -> item.toString().contains(text));
    }

    @Override
    public Answer play(ProxiedRequest request, Target target) throws IOException {
        ObjectNode batch = (ObjectNode) JSON.readTree(request.body());
        ObjectNode kept = JSON.createObjectNode();
        ObjectNode back = JSON.createObjectNode();
        Predicate<JsonNode> comesBack = choice.ofBatch(items(batch.get(REQUESTED)));
        for (Map.Entry<String, JsonNode> table : batch.get(REQUESTED).properties()) {
            for (JsonNode item : table.getValue()) {
                add(comesBack.test(item) ? back : kept, table.getKey(), item);
            }
        }
        if (kept.isEmpty()) {
            byte[] all = JSON.writeValueAsBytes(Map.of(UNPROCESSED, back));
            return WholeAnswer.to(request, 200, Map.of("Content-Type", "application/x-amz-json-1.0"), all);
        }
        batch.set(REQUESTED, kept);
        WholeAnswer answer =
                target.forward(request, JSON.writeValueAsBytes(batch)).whole();
        ObjectNode told = (ObjectNode) JSON.readTree(answer.body());
        if (!told.has(UNPROCESSED)) {
            // Refused as a whole.
            return answer;
        }
        for (Map.Entry<String, JsonNode> table : told.get(UNPROCESSED).properties()) {
            table.getValue().forEach(item -> add(back, table.getKey(), item));
        }
        byte[] body = JSON.writeValueAsBytes(told.set(UNPROCESSED, back));
        return answer.edited(whole -> body);
    }

    private static int items(JsonNode tables) {
        int items = 0;
        for (JsonNode table : tables) {
            items += table.size();
        }
        return items;
    }

    private static void add(ObjectNode tables, String table, JsonNode item) {
        ArrayNode items = tables.withArrayProperty(table);
        items.add(item);
    }
}
