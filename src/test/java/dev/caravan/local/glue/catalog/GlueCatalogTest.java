package dev.caravan.local.glue.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GlueCatalogTest {
    private static final Instant NOW = Instant.parse("2025-01-19T12:00:00.123Z");
    private static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);

    @TempDir
    Path directory;

    @Test
    void aTableIsFoundWhateverTheCaseOfItsName() {
        // Given
        GlueCatalog catalog = GlueCatalog.inMemory(CLOCK);
        catalog.createDatabase(new DatabaseInput("Lake"));
        // When
        catalog.createTable("LAKE", clicks());
        // Then
        Table table = catalog.table("lake", "CLICKS");
        assertThat(table.name()).isEqualTo("clicks");
        assertThat(table.databaseName()).isEqualTo("lake");
        assertThat(table.createTime()).isEqualTo(NOW);
        assertThat(table.version()).isZero();
    }

    @Test
    void whatIsMissingOrTwiceIsNamedAsAwsDoes() {
        // Given
        GlueCatalog catalog = lakeWithClicks(GlueCatalog.inMemory(CLOCK));
        PartitionInput partition = new PartitionInput(List.of("2025-01-19"), StorageDescriptor.EMPTY);
        catalog.createPartition("lake", "clicks", partition);
        // When / Then
        refused(() -> catalog.database("other"), "EntityNotFoundException", "Database other not found.");
        refused(() -> catalog.table("lake", "other"), "EntityNotFoundException", "Table other not found.");
        refused(
                () -> catalog.partition("lake", "clicks", List.of("x")),
                "EntityNotFoundException",
                "Cannot find partition.");
        refused(
                () -> catalog.createDatabase(new DatabaseInput("lake")),
                "AlreadyExistsException",
                "Database already exists.");
        refused(() -> catalog.createTable("lake", clicks()), "AlreadyExistsException", "Table already exists.");
        refused(
                () -> catalog.createPartition("lake", "clicks", partition),
                "AlreadyExistsException",
                "Partition already exists.");
    }

    @Test
    void aPartitionNeedsOneValueForEachKey() {
        // Given
        GlueCatalog catalog = lakeWithClicks(GlueCatalog.inMemory(CLOCK));
        // When / Then
        assertThatThrownBy(() -> catalog.createPartition(
                        "lake", "clicks", new PartitionInput(List.of("2025-01-19", "12"), StorageDescriptor.EMPTY)))
                .isInstanceOf(CatalogException.class)
                .hasMessageContaining("number of partition keys do not match")
                .hasMessageContaining("[dt]");
    }

    @Test
    void aColumnThatIsAlsoAPartitionKeyIsRefused() {
        // When / Then
        assertThatThrownBy(() -> TableInput.external(
                        "t",
                        StorageDescriptor.EMPTY.withColumns(List.of(new Column("DT", "string"))),
                        List.of(new Column("dt", "string")),
                        Map.of()))
                .hasMessageContaining("more than once")
                .hasMessageContaining("dt");
    }

    @Test
    void severalChangesAreMadeAsOneOrNotAtAll() {
        // Given
        GlueCatalog catalog = lakeWithClicks(GlueCatalog.inMemory(CLOCK));
        // When
        assertThatThrownBy(() -> catalog.change(before ->
                        before.withoutTable("lake", "clicks").withNewDatabase(new DatabaseInput("lake"), NOW)))
                .hasMessage("Database already exists.");
        // Then
        assertThat(catalog.findTable("lake", "clicks")).isPresent();
    }

    @Test
    void theCatalogIsThereAfterARestart() {
        // Given
        GlueCatalog before = lakeWithClicks(GlueCatalog.open(directory, CLOCK));
        before.createPartition(
                "lake",
                "clicks",
                new PartitionInput(
                        List.of("2025-01-19"),
                        clicks().storageDescriptor().withLocation("s3://lake/clicks/dt=2025-01-19/")));
        before.updateTable("lake", clicks().withParameters(Map.of("classification", "json")));
        // When
        GlueCatalog after = GlueCatalog.open(directory, CLOCK);
        // Then
        assertThat(after.table("lake", "clicks")).isEqualTo(before.table("lake", "clicks"));
        assertThat(after.table("lake", "clicks").version()).isOne();
        assertThat(after.partitions("lake", "clicks")).isEqualTo(before.partitions("lake", "clicks"));
        assertThat(after.databases()).isEqualTo(before.databases());
        assertThat(directory).isDirectoryNotContaining("glob:**.next");
    }

    @Test
    void aDamagedCatalogFileStopsTheStartAndIsNotOverwritten() throws IOException {
        // Given
        Path file = directory.resolve("glue-catalog.json");
        Files.writeString(file, "{\"Version\":1,\"Databases\":[{");
        // When / Then
        assertThatThrownBy(() -> GlueCatalog.open(directory, CLOCK))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining(file.toString());
        assertThat(file).hasContent("{\"Version\":1,\"Databases\":[{");
    }

    @Test
    void partitionsAddedByManyThreadsAreAllThere() throws Exception {
        // Given
        GlueCatalog catalog = lakeWithClicks(GlueCatalog.inMemory(CLOCK));
        ExecutorService threads = Executors.newFixedThreadPool(4);
        // When
        List<Callable<Void>> calls = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            String value = "v" + i;
            calls.add(() -> {
                catalog.createPartition("lake", "clicks", new PartitionInput(List.of(value), StorageDescriptor.EMPTY));
                return null;
            });
        }
        for (Future<Void> done : threads.invokeAll(calls)) {
            done.get();
        }
        threads.shutdown();
        // Then
        assertThat(catalog.partitions("lake", "clicks")).hasSize(200);
    }

    private static void refused(Runnable call, String awsName, String message) {
        assertThatThrownBy(call::run)
                .isInstanceOfSatisfying(
                        CatalogException.class,
                        refusal -> assertThat(refusal.kind().awsName()).isEqualTo(awsName))
                .hasMessage(message);
    }

    private static GlueCatalog lakeWithClicks(GlueCatalog catalog) {
        catalog.createDatabase(new DatabaseInput("lake"));
        catalog.createTable("lake", clicks());
        return catalog;
    }

    private static TableInput clicks() {
        StorageDescriptor storage = new StorageDescriptor(
                List.of(new Column("user_id", "string")),
                "s3://lake/clicks/",
                "org.apache.hadoop.mapred.TextInputFormat",
                "org.apache.hadoop.hive.ql.io.HiveIgnoreKeyTextOutputFormat",
                true,
                -1,
                new SerdeInfo(null, "org.openx.data.jsonserde.JsonSerDe", Map.of("paths", "user_id")),
                List.of(),
                List.of(new SortColumn("user_id", 1)),
                Map.of("classification", "json"),
                false);
        return TableInput.external("Clicks", storage, List.of(new Column("dt", "string")), Map.of());
    }
}
