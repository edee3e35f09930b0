package dev.caravan.local.athena.engine;

import com.github.luben.zstd.ZstdOutputStream;
import dev.caravan.local.glue.catalog.Column;
import dev.caravan.local.glue.catalog.DatabaseInput;
import dev.caravan.local.glue.catalog.GlueCatalog;
import dev.caravan.local.glue.catalog.PartitionInput;
import dev.caravan.local.glue.catalog.SerdeInfo;
import dev.caravan.local.glue.catalog.StorageDescriptor;
import dev.caravan.local.glue.catalog.TableInput;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;

/** A small lake, written file by file, and the catalog of its tables: database {@code shop}. */
public final class LakeFixture {
    static final String JSON = "org.openx.data.jsonserde.JsonSerDe";

    private final Path buckets;
    private final GlueCatalog catalog = GlueCatalog.inMemory(Clock.systemUTC());

    public LakeFixture(Path buckets) throws IOException {
        this.buckets = buckets;
        catalog.createDatabase(new DatabaseInput("shop"));
        catalog.createDatabase(new DatabaseInput("default"));
        activity();
        seed();
        csv();
        broken();
    }

    public GlueCatalog catalog() {
        return catalog;
    }

    private void activity() throws IOException {
        table(
                "activity",
                JSON,
                "s3://lake/activity/",
                List.of(
                        "event_id string",
                        "user_id string",
                        "action string",
                        "timestamp string",
                        "amount double",
                        "tags array<string>",
                        "attributes map<string,string>",
                        "device struct<os:string,version:int>"),
                List.of("dt string", "hour int"),
                Map.of());
        write("lake/activity/dt=2025-01-19/hour=12/a.json.gz", """
                {"event_id":"e1","user_id":"1","action":"click","timestamp":"2025-01-19T12:00:00Z","amount":10.5,"tags":["a","b"],"attributes":{"k":"v"},"device":{"os":"linux","version":6}}
                {"event_id":"e2","user_id":"2","action":"purchase","timestamp":"2025-01-19T12:30:00Z","amount":99.99,"tags":[],"device":{"os":"mac","version":14}}
                """);
        write("lake/activity/dt=2025-01-19/hour=12/b.json", """
                {"event_id":"e3","user_id":"1","action":"login","timestamp":"2025-01-19T12:59:59Z"}
                """);
        write("lake/activity/dt=2025-01-19/hour=13/a.json.zst", """
                {"event_id":"e4","user_id":"3","action":"click","timestamp":"2025-01-19T13:05:00Z","amount":0.25,"tags":["b","c","c"],"attributes":{"k":"w","n":"1"}}
                {"Event_ID":"e5","USER_ID":2,"action":"click","timestamp":"2025-01-19T13:10:00+02:00","amount":null}
                """);
        write("lake/activity/dt=2025-01-20/hour=0/a.json", """
                {"event_id":"e6","user_id":"4","action":"logout","timestamp":"2025-01-20T00:00:01Z","amount":-3}
                {"event_id":"e7","user_id":"1","action":"purchase","timestamp":"2025-01-20T00:15:00Z","amount":20}
                {"event_id":"e7","user_id":"1","action":"purchase","timestamp":"2025-01-20T00:15:00Z","amount":20}
                """);
        write("lake/activity/dt=2025-01-20/hour=0/_SUCCESS", "not JSON");
        write("lake/activity/dt=2025-01-20/hour=0/.hidden/a.json", "not JSON");
        write("lake/activity/dt=2025-01-21/hour=0/a.json", "in no partition of the catalog\n");
        for (String[] values : new String[][] {{"2025-01-19", "12"}, {"2025-01-19", "13"}, {"2025-01-20", "0"}}) {
            catalog.createPartition(
                    "shop",
                    "activity",
                    new PartitionInput(
                            List.of(values),
                            storage(
                                    JSON,
                                    Map.of(),
                                    List.of(),
                                    "s3://lake/activity/dt=" + values[0] + "/hour=" + values[1] + "/")));
        }
    }

    private void seed() throws IOException {
        table(
                "user_activity_processed",
                JSON,
                "s3://user-activity-processed/",
                List.of("array array<struct<user_id:string,action:string,timestamp:string,processed_at:string>>"),
                List.of(),
                Map.of());
        write("user-activity-processed/processed_data_1.json", """
                [{"user_id": "1", "action": "click", "timestamp": "2025-01-19T12:00:00Z", "processed_at": "r1"}, \
                {"user_id": "2", "action": "login", "timestamp": null, "processed_at": "r1"}]""");
        write("user-activity-processed/processed_data_2.json", """
                [{"user_id": "3", "action": "click", "timestamp": "2025-01-19T12:00:02Z", "processed_at": "r2"}]""");
    }

    private void csv() throws IOException {
        table(
                "cities",
                "org.apache.hadoop.hive.serde2.OpenCSVSerde",
                "s3://lake/cities/",
                List.of("name string", "people bigint", "note string"),
                List.of(),
                Map.of("skip.header.line.count", "1"));
        write(
                "lake/cities/cities.csv",
                "name,people,note\r\n\"Paris, France\",2100000,\"says \"\"oui\"\"\"\r\nRome,2800000,\r\n");
        table(
                "stock",
                "org.apache.hadoop.hive.serde2.lazy.LazySimpleSerDe",
                "s3://lake/stock/",
                List.of("item string", "price decimal(10,2)", "counted date", "seen timestamp", "sold boolean"),
                List.of(),
                Map.of());
        write(
                "lake/stock/stock.txt",
                "pen|1.50|2025-01-19|2025-01-19 10:00:00|true\ncup|\\N|2025-01-20||false\n\\N|0.005|||\n");
    }

    private void broken() throws IOException {
        json("malformed", "a.json", "{\"id\":1}\n{\"id\":\n");
        json("mixed", "a.json", "{\"id\":1}\n[{\"id\":2}]\n");
        json("doubled", "a.json", "{\"id\":1,\"ID\":2}\n");
        json("misfit", "a.json", "{\"id\":\"one\"}\n");
        json("bzipped", "a.json.bz2", "BZh");
        json("cut", "a.json.gz", "{\"id\":1}\n".repeat(1000));
        Path cut = buckets.resolve("lake/cut/a.json.gz");
        Files.write(cut, Arrays.copyOf(Files.readAllBytes(cut), (int) Files.size(cut) / 2));
        table("outside", JSON, "s3://lake/../../etc/", List.of("id int"), List.of(), Map.of());
        table("empty", JSON, "s3://lake/nothing-here/", List.of("id int"), List.of(), Map.of());
        String parquet = "org.apache.hadoop.hive.ql.io.parquet.serde.ParquetHiveSerDe";
        table("columnar", parquet, "s3://lake/columnar/", List.of("id int"), List.of(), Map.of());
        write("lake/columnar/a.parquet", "PAR1");
        catalog.createTable(
                "shop",
                new TableInput(
                        "a_view",
                        null,
                        null,
                        null,
                        0,
                        null,
                        List.of(),
                        "/* Presto View */",
                        null,
                        "VIRTUAL_VIEW",
                        Map.of()));
        Map<String, String> lenient =
                Map.of("ignore.malformed.json", "true", "mapping.at_ms", "at", "dots.in.keys", "true");
        List<Column> columns = columns(List.of("id int", "at_ms timestamp", "flags array<boolean>"));
        catalog.createTable(
                "shop",
                TableInput.external(
                        "lenient", storage(JSON, lenient, columns, "s3://lake/lenient/"), List.of(), Map.of()));
        write("lake/lenient/a.json", """
                {"id":"1","at":1737288000000,"flags":[true,"no",null]}
                not JSON
                {"id":2,"at":"2025-01-19T12:00:00.5+02:00","flags":true}
                """);
    }

    /** Adds a table with one column {@code id int} and one object. */
    private void json(String name, String object, String text) throws IOException {
        table(name, JSON, "s3://lake/" + name + "/", List.of("id int"), List.of(), Map.of());
        write("lake/" + name + "/" + object, text);
    }

    /** Adds a table to database {@code shop}; a column is written {@code name type}. */
    void table(
            String name,
            String serde,
            String location,
            List<String> columns,
            List<String> keys,
            Map<String, String> parameters) {
        Map<String, String> ofSerde = serde.endsWith("LazySimpleSerDe") ? Map.of("field.delim", "|") : Map.of();
        catalog.createTable(
                "shop",
                TableInput.external(
                        name, storage(serde, ofSerde, columns(columns), location), columns(keys), parameters));
    }

    private static List<Column> columns(List<String> texts) {
        List<Column> columns = new ArrayList<>();
        texts.forEach(text -> columns.add(new Column(text.split(" ", 2)[0], text.split(" ", 2)[1])));
        return columns;
    }

    private static StorageDescriptor storage(
            String serde, Map<String, String> parameters, List<Column> columns, String location) {
        return new StorageDescriptor(
                columns,
                location,
                null,
                null,
                false,
                -1,
                new SerdeInfo(null, serde, parameters),
                List.of(),
                List.of(),
                Map.of(),
                false);
    }

    /** Writes an object, compressed as its key says. */
    void write(String bucketAndKey, String text) throws IOException {
        Path file = buckets.resolve(bucketAndKey);
        Files.createDirectories(file.getParent());
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (OutputStream output = compressing(bucketAndKey, bytes)) {
            output.write(text.getBytes(StandardCharsets.UTF_8));
        }
        Files.write(file, bytes.toByteArray());
    }

    private static OutputStream compressing(String key, OutputStream target) throws IOException {
        return key.endsWith(".gz")
                ? new GZIPOutputStream(target)
                : key.endsWith(".zst") ? new ZstdOutputStream(target) : target;
    }
}
