package dev.caravan.faults;

import static dev.caravan.faults.BadRecord.DELIVERED;
import static dev.caravan.faults.BadRecord.LATE;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectOutputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;

/** Bad input B1 to B16, in several variants each, for the shipped routes. */
final class BadRecords {

    static final String TIME = "2026-02-03T04:05:06Z";

    private static final int MIB = 1 << 20;
    private static final int KIB = 1 << 10;

    private final List<BadRecord> records = new ArrayList<>();

    private BadRecords() {}

    /**
     * @param canary name of a variable in the product's environment
     * @param target what records shall try to have written to
     */
    static List<BadRecord> all(String canary, String target) throws IOException {
        BadRecords table = new BadRecords();
        table.sizes();
        table.compressed();
        table.structure();
        table.encodings();
        table.numbers();
        table.schemaDrift();
        table.eventTimes();
        table.names(canary);
        table.steering(canary, target);
        table.otherFormats();
        return List.copyOf(table.records);
    }

    private void sizes() {
        both("B1 401 KB", event("B1-401", text("note", 401 * KIB)), "too-large", DELIVERED);
        both("B1 1 MB", event("B1-1000", text("note", 1000 * KIB)), "too-large", DELIVERED);
        kafka("B1 more than 1 MiB", event("B1-1025", text("note", 1025 * KIB)), "too-large");
        kafka("B1 10 MB", event("B1-10000", text("note", 10 * MIB)), "too-large");
        kafka("B1 10 MB that are no JSON", "x".repeat(10 * MIB), "too-large");
        both("B1 a name of 60,000 bytes", event("B1-name", "\"" + "n".repeat(60_000) + "\":1"), "too-large", DELIVERED);
    }

    private void compressed() throws IOException {
        both("B2 a gzip bomb", zeros(256 * MIB), "invalid-utf8");
        both("B2 a bomb in a bomb", gzip(zeros(64 * MIB)), "invalid-utf8");
        both("B2 a good event, gzipped", gzip(event("B2-gzip", "\"n\":1").getBytes(UTF_8)), "invalid-utf8");
    }

    private void structure() {
        both("B3 65 levels", event("B3-65", "\"n\":" + nested(64)), "too-deep");
        both("B3 1,001 levels", event("B3-1001", "\"n\":" + nested(1000)), "too-deep");
        both("B3 100,000 levels", event("B3-100000", "\"n\":" + nested(100_000)), "too-deep");
        both("B3 100,000 levels left open", "{\"n\":" + "[".repeat(100_000), "too-deep");
        both("B3 100,000 objects left open", "{\"n\":".repeat(100_000), "too-deep");
        both("B3 40 levels", event("B3-40", "\"n\":" + nested(39)), "too-deep", DELIVERED);
        both("B6 a field twice", event("B6-a", "\"user_id\":\"other\""), "duplicate-key");
        both("B6 a field twice, once escaped", event("B6-b", "\"\\u0075ser_id\":\"other\""), "duplicate-key");
        both("B6 an inner field twice", event("B6-c", "\"o\":{\"a\":1,\"a\":2}"), "duplicate-key");
        both("B6 one name in two cases", event("B6-d", "\"User_Id\":\"other\""), DELIVERED);
        both("B7 trailing text", event("B7-a", "\"n\":1") + " garbage", "not-json");
        both("B7 two objects", event("B7-b", "\"n\":1") + event("B7-c", "\"n\":1"), "not-json");
        both("B7 two lines", event("B7-d", "\"n\":1") + "\n" + event("B7-e", "\"n\":1"), "not-json");
        both("B7 a NUL behind it", event("B7-f", "\"n\":1") + "\0", "not-json");
        both("B7 white space around it", " \r\n\t" + event("B7-g", "\"n\":\n1") + "\r\n", DELIVERED);
        both("B7 cut off", event("B7-h", "\"n\":1").substring(0, 40), "not-json");
        both("B9 nothing", "", "not-json");
        records.add(BadRecord.of("B9 a tombstone", (byte[]) null, "null-value", null));
        records.add(BadRecord.of("B9 a tombstone without a key", (byte[]) null, "null-value", null)
                .withKey(null));
        both("B9 null", "null", "not-json");
        both("B9 an empty array", "[]", "not-json");
        both("B9 an event in an array", "[" + event("B9-a", "\"n\":1") + "]", "not-json");
        both("B9 an array of 100,000", "[" + "1,".repeat(99_999) + "1]", "not-json");
        both("B9 100,000 elements inside", event("B9-b", "\"n\":[" + "1,".repeat(99_999) + "1]"), DELIVERED);
        both("B9 10,001 fields", event("B9-c", "\"n\":{" + fields(9997) + "}"), "too-many-fields");
        both("B9 an empty object", "{}", "missing-field");
    }

    private void encodings() {
        both("B4 a byte that UTF-8 has not", event("B4-a", "\"n\":\"\u00ff\"").getBytes(ISO_8859_1), "invalid-utf8");
        both("B4 an overlong slash", event("B4-b", "\"n\":\"\u00c0\u00af\"").getBytes(ISO_8859_1), "invalid-utf8");
        both("B4 a cut character", event("B4-c", "\"n\":\"\u00e2\u0082\"").getBytes(ISO_8859_1), "invalid-utf8");
        both(
                "B4 beyond U+10FFFF",
                event("B4-d", "\"n\":\"\u00f4\u0090\u0080\u0080\"").getBytes(ISO_8859_1),
                "invalid-utf8");
        both("B4 UTF-16", event("B4-e", "\"n\":1").getBytes(UTF_16LE), "not-json");
        both("B4 UTF-32 that is none", new byte[] {0, 0, 0, '{', '"', '`', '"', '{'}, "not-json");
        both("B4 a byte order mark", "\ufeff" + event("B4-f", "\"n\":1"), DELIVERED);
        both(
                "B5 half a pair in raw bytes",
                event("B5-a", "\"n\":\"\u00ed\u00a0\u0080\"").getBytes(ISO_8859_1),
                "invalid-utf8");
        both("B5 half a pair", event("B5-b", "\"n\":\"\\ud800\""), "invalid-utf8", DELIVERED);
        both("B5 a pair the wrong way round", event("B5-c", "\"n\":\"\\udc00\\ud800\""), "invalid-utf8", DELIVERED);
        both("B5 half a pair in a name", event("B5-d", "\"\\ud800\":1"), "not-json");
        both("B5 half a pair in the key", event("B5-\\ud800", "\"n\":1"), "invalid-utf8", DELIVERED);
        both(
                "B5 half a pair in the folder",
                event("B5-e", "u", "\\ud800", TIME),
                "invalid-utf8",
                "invalid-partition-field");
    }

    private void numbers() {
        both("B8 1E400", event("B8-a", "\"n\":1E400"), "wrong-type", DELIVERED);
        both("B8 1E-400", event("B8-b", "\"n\":1E-400"), "wrong-type", DELIVERED);
        both("B8 1E1001", event("B8-c", "\"n\":1E1001"), "too-large");
        both("B8 1E2147483647", event("B8-d", "\"n\":1E2147483647"), "too-large");
        both("B8 1E99999999999", event("B8-e", "\"n\":1E99999999999"), "too-large");
        both("B8 1,001 digits", event("B8-f", "\"n\":" + "7".repeat(1001)), "too-large");
        both("B8 20 digits", event("B8-g", "\"n\":12345678901234567890"), DELIVERED);
        both("B8 39 digits", event("B8-h", "\"n\":" + "7".repeat(39)), "wrong-type", DELIVERED);
        both("B8 30 decimals", event("B8-i", "\"n\":0.100000000000000000000000000001"), DELIVERED);
        both("B8 NaN", event("B8-j", "\"n\":NaN"), "not-json");
        both("B8 -Infinity", event("B8-k", "\"n\":-Infinity"), "not-json");
        both("B8 a leading zero", event("B8-l", "\"n\":01"), "not-json");
        both("B8 hexadecimal", event("B8-m", "\"n\":0x10"), "not-json");
    }

    private void schemaDrift() {
        for (String field : List.of("event_id", "user_id", "action", "timestamp")) {
            String good = event("B10-" + field, "\"n\":1");
            both("B10 without " + field, good.replace("\"" + field + "\"", "\"no_" + field + "\""), "missing-field");
            String found = "\"" + field + "\":\"[^\"]*\"";
            both("B10 " + field + " is null", good.replaceFirst(found, "\"" + field + "\":null"), "wrong-type");
            both("B10 " + field + " is a number", good.replaceFirst(found, "\"" + field + "\":7"), "wrong-type");
            both("B10 " + field + " is an object", good.replaceFirst(found, "\"" + field + "\":{}"), "wrong-type");
        }
        both("B10 an empty user", event("B10-a", "", "click", TIME), "schema-violation");
        both("B10 a key of 65 characters", event("B10-" + "k".repeat(61), "\"n\":1"), "schema-violation");
        both("B10 fields that nobody knows", event("B10-b", "\"new\":{\"a\":[1,null]},\"\u00fc\":true"), DELIVERED);
        both("B10 a field without a name", event("B10-c", "\"\":1"), "wrong-type", DELIVERED);
        both("B10 the field that we set", event("B10-d", "\"processed_at\":\"mine\""), DELIVERED);
    }

    private void eventTimes() {
        String late = LATE + "invalid-partition-field";
        both("B11 1970", event("B11-a", "u", "click", "1970-01-01T00:00:00Z"), late, "invalid-partition-field");
        both("B11 9999", event("B11-b", "u", "click", "9999-12-31T23:59:59Z"), late, "invalid-partition-field");
        both("B11 25 hours from now", event("B11-c", "u", "click", "2026-02-04T05:05:06Z"), DELIVERED);
        both("B11 another zone", event("B11-d", "u", "click", "2026-02-03T00:30:00+05:45"), DELIVERED);
        both("B11 no offset", event("B11-e", "u", "click", "2026-02-03T04:05:06"), "schema-violation");
        both("B11 no date", event("B11-f", "u", "click", "yesterday"), "schema-violation");
        both("B11 a day that is not", event("B11-g", "u", "click", "2026-02-30T04:05:06Z"), "schema-violation");
        both("B11 a year of six digits", event("B11-h", "u", "click", "+292278-01-01T00:00:00Z"), "schema-violation");
        both("B12 twice in one batch", event("B12-a", "\"n\":1"), DELIVERED);
        both("B12 twice in one batch, again", event("B12-a", "\"n\":1"), DELIVERED);
    }

    private void names(String canary) {
        int number = 0;
        for (String text : HostileTexts.all(canary)) {
            String json = text.replace("\\", "\\\\")
                    .replace("\"", "\\\"")
                    .replace("\0", "\\u0000")
                    .replace("\n", "\\n");
            String id = (number + json).length() > 60 ? "B13-" + number : json + number;
            both("B13 " + number, event(id, json, json, TIME), DELIVERED);
            BadRecord last = records.remove(records.size() - 1);
            records.add(last.withKey(text.getBytes(UTF_8)));
            number++;
        }
        String invalid = "invalid-partition-field";
        both("B13 64 turned arrows", event("B13-a", "u", "\u202e".repeat(64), TIME), LATE + invalid, invalid);
        both("B13 a user of 2 KB", event("B13-b", "u".repeat(2048), "click", TIME), "schema-violation");
        both("B13 an action of 2 KB", event("B13-c", "u", "../".repeat(700), TIME), "schema-violation");
        both("B13 a raw NUL", event("B13-d", "u", "a\0b", TIME), "not-json");
    }

    private void steering(String canary, String target) {
        Map<String, String> headers = HostileTexts.headers(canary, target);
        both("B14 headers of a good record", event("B14-a", "\"n\":1"), DELIVERED);
        records.add(records.remove(records.size() - 1).withHeaders(headers));
        both("B14 headers of a bad record", "B14 is no JSON " + HostileTexts.all(canary), "not-json");
        records.add(records.remove(records.size() - 1).withHeaders(headers));
    }

    private void otherFormats() throws IOException {
        String type = "\"@class\":\"javax.script.ScriptEngineManager\",\"@type\":\"com.sun.rowset.JdbcRowSetImpl\","
                + "\"$type\":\"System.Diagnostics.Process\",\"__proto__\":{\"admin\":true}";
        both("B15 names of classes", event("B15-a", type), DELIVERED);
        both("B15 a typed array", "[\"java.util.HashSet\",[[\"java.net.URL\",\"http://127.0.0.1/\"]]]", "not-json");
        both("B15 a serialised object", serialised(new HashMap<>(Map.of("event_id", "B15-b"))), "invalid-utf8");
        both("B15 a YAML tag", "!!javax.script.ScriptEngineManager [!!java.net.URLClassLoader [[]]]", "not-json");
        String bomb =
                "<!DOCTYPE x [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;\">]><x>&b;</x>";
        both("B16 XML that grows", "<?xml version=\"1.0\"?>" + bomb, "not-json");
        both(
                "B16 XML that reads a file",
                "<!DOCTYPE x [<!ENTITY f SYSTEM \"file:///etc/passwd\">]><x>&f;</x>",
                "not-json");
    }

    private void both(String name, String value, String outcome) {
        both(name, value, outcome, outcome);
    }

    private void both(String name, byte[] value, String outcome) {
        records.add(BadRecord.of(name, value, outcome, outcome));
    }

    private void both(String name, String value, String kafka, String kinesis) {
        records.add(BadRecord.of(name, value, kafka, kinesis));
    }

    private void kafka(String name, String value, String outcome) {
        records.add(BadRecord.of(name, value, outcome, null));
    }

    private static String event(String id, String moreFields) {
        String json = event(id, "u", "click", TIME);
        return json.substring(0, json.length() - 1) + "," + moreFields + "}";
    }

    /** All texts as they stand between the quotes. */
    private static String event(String id, String user, String action, String timestamp) {
        return "{\"event_id\":\"" + id + "\",\"user_id\":\"" + user + "\",\"action\":\"" + action
                + "\",\"timestamp\":\"" + timestamp + "\"}";
    }

    private static String text(String field, int bytes) {
        return "\"" + field + "\":\"" + "x".repeat(bytes) + "\"";
    }

    private static String nested(int levels) {
        return "[".repeat(levels) + "]".repeat(levels);
    }

    private static String fields(int count) {
        StringBuilder json = new StringBuilder();
        for (int i = 0; i < count; i++) {
            json.append(i == 0 ? "" : ",").append("\"f").append(i).append("\":1");
        }
        return json.toString();
    }

    private static byte[] zeros(int count) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (OutputStream gzip = new GZIPOutputStream(bytes)) {
            byte[] block = new byte[MIB];
            for (int i = 0; i < count; i += block.length) {
                gzip.write(block);
            }
        }
        return bytes.toByteArray();
    }

    private static byte[] gzip(byte[] content) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (OutputStream gzip = new GZIPOutputStream(bytes)) {
            gzip.write(content);
        }
        return bytes.toByteArray();
    }

    private static byte[] serialised(Object object) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(object);
        }
        return bytes.toByteArray();
    }
}
