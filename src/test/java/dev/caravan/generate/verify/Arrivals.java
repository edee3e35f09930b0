package dev.caravan.generate.verify;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.caravan.generate.sequence.GeneratedRecord;
import dev.caravan.generate.sequence.Slot;
import dev.caravan.generate.truth.TablePartition;
import dev.caravan.testing.SharedServices;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Deque;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.zip.GZIPOutputStream;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;
import software.amazon.awssdk.services.dynamodb.model.WriteRequest;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;

/** Puts records where faultless pipelines would have put them. */
final class Arrivals {
    static final String KINESIS_PREFIX = "user-activity/";
    static final String KAFKA_PREFIX = "user-activity-replica/";
    static final String DEAD_LETTERS = "dead-letters/";

    private static final JsonMapper JSON = new JsonMapper();

    private final S3Client s3 = SharedServices.s3Client();
    private final String lake = SharedServices.createBucket();
    private final String seedBucket = SharedServices.createBucket();
    private final String items = SharedServices.uniqueName("items");
    private final Deque<Runnable> undo = new ArrayDeque<>();
    private int objects;

    Arrivals() {
        SharedServices.dynamoDbClient().createTable(create -> create.tableName(items)
                .billingMode(BillingMode.PAY_PER_REQUEST)
                .keySchema(KeySchemaElement.builder()
                        .attributeName("event_id")
                        .keyType(KeyType.HASH)
                        .build())
                .attributeDefinitions(AttributeDefinition.builder()
                        .attributeName("event_id")
                        .attributeType(ScalarAttributeType.S)
                        .build()));
    }

    String lake() {
        return lake;
    }

    String seedBucket() {
        return seedBucket;
    }

    String items() {
        return items;
    }

    /** What is put or deleted from now on is undone by {@link #undo()}. */
    void keep() {
        undo.clear();
    }

    void undo() {
        List.copyOf(undo).forEach(Runnable::run);
        undo.clear();
    }

    void lake(String prefix, List<GeneratedRecord> records) {
        Map<String, List<GeneratedRecord>> partitions = records.stream()
                .filter(GeneratedRecord::good)
                .collect(Collectors.groupingBy(
                        each -> TablePartition.of(each.eventTime().orElseThrow())));
        partitions.forEach((partition, members) -> lakeObject(
                prefix + partition, members.stream().map(Arrivals::text).collect(Collectors.joining("\n"))));
    }

    /** Writes the object of a record again without that record. */
    void loseFromLake(String prefix, GeneratedRecord lost) {
        rewriteLake(prefix, json(lost).get("event_id").asText(), line -> List.of());
    }

    /**
     * Writes the first object again that has a line with that text.
     *
     * @param rewritten what becomes of the first such line
     */
    void rewriteLake(String prefix, String text, Function<String, List<String>> rewritten) {
        Map<String, List<String>> objectsByKey = new TreeMap<>();
        new StoredObjects(s3).forEachLine(lake, prefix, (key, line) -> objectsByKey
                .computeIfAbsent(key, unseen -> new ArrayList<>())
                .add(line));
        for (Map.Entry<String, List<String>> object : objectsByKey.entrySet()) {
            List<String> lines = object.getValue();
            for (int at = 0; at < lines.size(); at++) {
                if (lines.get(at).contains(text)) {
                    String line = lines.remove(at);
                    lines.addAll(at, rewritten.apply(line));
                    put(lake, object.getKey(), gzip(String.join("\n", lines) + "\n"));
                    return;
                }
            }
        }
        throw new IllegalArgumentException("no line below " + prefix + " holds " + text);
    }

    void lakeObject(String folder, String lines) {
        put(lake, folder + "/object-" + objects++ + ".json.gz", gzip(lines + "\n"));
    }

    void items(List<GeneratedRecord> records) {
        List<String> ids = records.stream()
                .filter(each -> each.slot() instanceof Slot.Good)
                .map(each -> json(each).get("event_id").asText())
                .toList();
        write(ids, id -> WriteRequest.builder().putRequest(put -> put.item(key(id))));
        undo.push(() -> write(ids, id -> WriteRequest.builder().deleteRequest(delete -> delete.key(key(id)))));
    }

    void item(String id) {
        SharedServices.dynamoDbClient().putItem(put -> put.tableName(items).item(key(id)));
        undo.push(() -> deleteItem(id));
    }

    void deleteItem(String id) {
        SharedServices.dynamoDbClient()
                .deleteItem(delete -> delete.tableName(items).key(key(id)));
        undo.push(() -> item(id));
    }

    private void write(List<String> ids, Function<String, WriteRequest.Builder> request) {
        List<WriteRequest> requests =
                ids.stream().map(request).map(WriteRequest.Builder::build).toList();
        for (int from = 0; from < requests.size(); from += 25) {
            Map<String, List<WriteRequest>> batch =
                    Map.of(items, requests.subList(from, Math.min(requests.size(), from + 25)));
            assertThat(SharedServices.dynamoDbClient()
                            .batchWriteItem(write -> write.requestItems(batch))
                            .unprocessedItems())
                    .isEmpty();
        }
    }

    private static Map<String, AttributeValue> key(String id) {
        return Map.of("event_id", AttributeValue.fromS(id));
    }

    void deadLetters(String route, String source, boolean validated, List<GeneratedRecord> records) {
        String lines = records.stream()
                .filter(each -> each.slot() instanceof Slot.Bad bad
                        && (validated || !bad.kind().parses()))
                .map(each -> deadLetter(route, ((Slot.Bad) each.slot()).kind().code(), each.data()))
                .collect(Collectors.joining("\n"));
        lakeObject(DEAD_LETTERS + "source=" + source + "/dt=2026-11-21", lines);
    }

    void seedLayout(List<GeneratedRecord> records) {
        ArrayNode array = JSON.createArrayNode();
        for (GeneratedRecord each : records) {
            if (each.good()
                    || (each.slot() instanceof Slot.Bad bad && bad.kind().parses())) {
                ObjectNode kept = array.addObject();
                for (String field : List.of("user_id", "action", "timestamp")) {
                    kept.set(field, json(each).get(field));
                }
            }
        }
        put(seedBucket, "batch-" + objects++ + ".json", array.toString().getBytes(StandardCharsets.UTF_8));
    }

    static String deadLetter(String route, String reason, byte[] original) {
        return JSON.createObjectNode()
                .put("route", route)
                .put("reason", reason)
                .put("position", "1")
                .put("sha256", HexFormat.of().formatHex(sha256(original)))
                .put("record", Base64.getEncoder().encodeToString(original))
                .toString();
    }

    static String text(GeneratedRecord generated) {
        return new String(generated.data(), StandardCharsets.UTF_8);
    }

    static JsonNode json(GeneratedRecord generated) {
        try {
            return JSON.readTree(generated.data());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void put(String bucket, String key, byte[] bytes) {
        Optional<byte[]> before = found(bucket, key);
        s3.putObject(put -> put.bucket(bucket).key(key), RequestBody.fromBytes(bytes));
        undo.push(() -> before.ifPresentOrElse(
                old -> s3.putObject(put -> put.bucket(bucket).key(key), RequestBody.fromBytes(old)),
                () -> s3.deleteObject(delete -> delete.bucket(bucket).key(key))));
    }

    private Optional<byte[]> found(String bucket, String key) {
        try {
            return Optional.of(
                    s3.getObjectAsBytes(get -> get.bucket(bucket).key(key)).asByteArray());
        } catch (NoSuchKeyException none) {
            return Optional.empty();
        }
    }

    private static byte[] gzip(String text) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
            gzip.write(text.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
