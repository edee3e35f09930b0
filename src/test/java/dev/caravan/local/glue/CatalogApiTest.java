package dev.caravan.local.glue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.glue.model.AlreadyExistsException;
import software.amazon.awssdk.services.glue.model.BatchCreatePartitionResponse;
import software.amazon.awssdk.services.glue.model.ConcurrentModificationException;
import software.amazon.awssdk.services.glue.model.Database;
import software.amazon.awssdk.services.glue.model.EntityNotFoundException;
import software.amazon.awssdk.services.glue.model.GetTablesResponse;
import software.amazon.awssdk.services.glue.model.GlueException;
import software.amazon.awssdk.services.glue.model.InvalidInputException;
import software.amazon.awssdk.services.glue.model.Partition;
import software.amazon.awssdk.services.glue.model.PartitionInput;
import software.amazon.awssdk.services.glue.model.PartitionValueList;
import software.amazon.awssdk.services.glue.model.Table;

/** Databases, tables and partitions through AWS's own client. */
class CatalogApiTest extends GlueFixture {

    @Test
    void aDatabaseIsCreatedFoundUpdatedAndDeleted() {
        // Given
        glue.createDatabase(request -> request.databaseInput(
                database -> database.name("Lake").description("first").parameters(Map.of("owner", "us"))));
        glue.updateDatabase(request -> request.name("lake")
                .databaseInput(database -> database.name("lake").description("second")));
        // When
        Database found = glue.getDatabase(request -> request.name("LAKE")).database();
        // Then
        assertThat(found.name()).isEqualTo("lake");
        assertThat(found.description()).isEqualTo("second");
        assertThat(found.createTime()).isBetween(Instant.now().minus(Duration.ofMinutes(1)), Instant.now());
        assertThat(glue.getDatabases(request -> {}).databaseList())
                .extracting(Database::name)
                .containsExactly("lake");
        // When
        glue.deleteDatabase(request -> request.name("lake"));
        // Then
        assertThatThrownBy(() -> glue.getDatabase(request -> request.name("lake")))
                .isInstanceOf(EntityNotFoundException.class)
                .hasMessageContaining("Database lake not found.");
    }

    @Test
    void whatExistsIsNotCreatedTwice() {
        // Given
        createLake();
        createTable("clicks");
        glue.createPartition(request ->
                request.databaseName("lake").tableName("clicks").partitionInput(partition("2025-01-19", "1")));
        // When / Then
        assertThatThrownBy(this::createLake)
                .isInstanceOf(AlreadyExistsException.class)
                .hasMessageContaining("Database already exists.");
        assertThatThrownBy(() -> createTable("clicks"))
                .isInstanceOf(AlreadyExistsException.class)
                .hasMessageContaining("Table already exists.");
        assertThatThrownBy(() -> glue.createPartition(request ->
                        request.databaseName("lake").tableName("clicks").partitionInput(partition("2025-01-19", "1"))))
                .isInstanceOf(AlreadyExistsException.class)
                .hasMessageContaining("Partition already exists.");
    }

    @Test
    void aTableComesBackAsItWasGiven() {
        // Given
        createLake();
        createTable("clicks");
        // When
        Table found = glue.getTable(request -> request.databaseName("lake").name("clicks"))
                .table();
        // Then
        assertThat(found.storageDescriptor().location()).isEqualTo("s3://bucket/clicks/");
        assertThat(found.storageDescriptor().columns()).singleElement().satisfies(column -> {
            assertThat(column.name()).isEqualTo("user_id");
            assertThat(column.type()).isEqualTo("string");
        });
        assertThat(found.partitionKeys()).hasSize(2);
        assertThat(found.databaseName()).isEqualTo("lake");
        assertThat(found.versionId()).isEqualTo("0");
        assertThat(found.createTime()).isNotNull();
    }

    @Test
    void anUpdateBasedOnAnOldVersionIsRefused() {
        // Given
        createLake();
        createTable("clicks");
        glue.updateTable(request -> request.databaseName("lake")
                .versionId("0")
                .tableInput(table("clicks").toBuilder().description("new").build()));
        // When / Then
        assertThatThrownBy(() -> glue.updateTable(
                        request -> request.databaseName("lake").versionId("0").tableInput(table("clicks"))))
                .isInstanceOf(ConcurrentModificationException.class);
        Table found = glue.getTable(request -> request.databaseName("lake").name("clicks"))
                .table();
        assertThat(found.description()).isEqualTo("new");
        assertThat(found.versionId()).isEqualTo("1");
    }

    @Test
    void aMissingTableIsNotFound() {
        // Given
        createLake();
        // When / Then
        assertThatThrownBy(() ->
                        glue.getTable(request -> request.databaseName("lake").name("other")))
                .isInstanceOf(EntityNotFoundException.class)
                .hasMessageContaining("Table other not found.");
        assertThatThrownBy(() ->
                        glue.deleteTable(request -> request.databaseName("lake").name("other")))
                .isInstanceOf(EntityNotFoundException.class);
        assertThatThrownBy(() -> glue.getTables(request -> request.databaseName("none")))
                .isInstanceOf(EntityNotFoundException.class);
    }

    @Test
    void tablesAreListedInPagesEachOnce() {
        // Given
        createLake();
        List<String> names =
                IntStream.range(0, 25).mapToObj(i -> String.format("t%02d", i)).toList();
        names.forEach(this::createTable);
        // When
        GetTablesResponse first =
                glue.getTables(request -> request.databaseName("lake").maxResults(10));
        List<String> all = glue
                .getTablesPaginator(request -> request.databaseName("lake").maxResults(10))
                .stream()
                .flatMap(page -> page.tableList().stream())
                .map(Table::name)
                .toList();
        // Then
        assertThat(first.tableList()).hasSize(10);
        assertThat(first.nextToken()).isNotEmpty();
        assertThat(all).isEqualTo(names);
    }

    @Test
    void tablesAreChosenByAnExpression() {
        // Given
        createLake();
        List.of("clicks", "clicks_old", "orders").forEach(this::createTable);
        // When / Then
        assertThat(tables("clicks*")).containsExactly("clicks", "clicks_old");
        assertThat(tables("*old")).containsExactly("clicks_old");
        assertThat(tables("clicks|orders")).containsExactly("clicks", "orders");
        assertThat(tables("c.*s")).containsExactly("clicks");
        assertThatThrownBy(() -> tables("(")).isInstanceOf(InvalidInputException.class);
    }

    @Test
    void aBatchDeletesTheTablesThatExistAndNamesTheOthers() {
        // Given
        createLake();
        createTable("a");
        createTable("b");
        // When
        var answer =
                glue.batchDeleteTable(request -> request.databaseName("lake").tablesToDelete("a", "missing", "b"));
        // Then
        assertThat(answer.errors()).singleElement().satisfies(error -> {
            assertThat(error.tableName()).isEqualTo("missing");
            assertThat(error.errorDetail().errorCode()).isEqualTo("EntityNotFoundException");
        });
        assertThat(tables("*")).isEmpty();
    }

    @Test
    void partitionsAreCreatedFoundChangedAndDeletedInBatches() {
        // Given
        createLake();
        createTable("clicks");
        // When
        BatchCreatePartitionResponse created = createPartitions(
                partition("2025-01-19", "1"),
                partition("2025-01-19", "2"),
                partition("2025-01-19", "1"),
                partition("too few"));
        // Then
        assertThat(created.errors())
                .extracting(error -> error.errorDetail().errorCode())
                .containsExactly("AlreadyExistsException", "InvalidInputException");
        assertThat(partitions(null)).containsExactly("2025-01-19/1", "2025-01-19/2");
        assertThat(glue.batchGetPartition(request -> request.databaseName("lake")
                                .tableName("clicks")
                                .partitionsToGet(values("2025-01-19", "2"), values("2025-01-19", "9")))
                        .partitions())
                .extracting(Partition::values)
                .containsExactly(List.of("2025-01-19", "2"));
        // When
        glue.updatePartition(request -> request.databaseName("lake")
                .tableName("clicks")
                .partitionValueList("2025-01-19", "2")
                .partitionInput(partition("2025-01-20", "2")));
        var deleted = glue.batchDeletePartition(request -> request.databaseName("lake")
                .tableName("clicks")
                .partitionsToDelete(values("2025-01-19", "1"), values("2025-01-19", "2")));
        // Then
        assertThat(deleted.errors()).singleElement().satisfies(error -> assertThat(error.partitionValues())
                .containsExactly("2025-01-19", "2"));
        assertThat(partitions(null)).containsExactly("2025-01-20/2");
        // When
        glue.deletePartition(
                request -> request.databaseName("lake").tableName("clicks").partitionValues("2025-01-20", "2"));
        // Then
        assertThatThrownBy(() -> glue.getPartition(request ->
                        request.databaseName("lake").tableName("clicks").partitionValues("2025-01-20", "2")))
                .isInstanceOf(EntityNotFoundException.class)
                .hasMessageContaining("Cannot find partition.");
    }

    @Test
    void partitionsAreListedInPagesBySegmentAndByExpression() {
        // Given
        createLake();
        createTable("clicks");
        PartitionInput[] hours = IntStream.range(0, 24)
                .mapToObj(hour -> partition("2025-01-19", Integer.toString(hour)))
                .toArray(PartitionInput[]::new);
        createPartitions(hours);
        // When
        List<Partition> paged = glue
                .getPartitionsPaginator(request ->
                        request.databaseName("lake").tableName("clicks").maxResults(7))
                .stream()
                .flatMap(page -> page.partitions().stream())
                .toList();
        long inSegments = IntStream.range(0, 3)
                .mapToLong(segment -> glue.getPartitions(request -> request.databaseName("lake")
                                .tableName("clicks")
                                .segment(part -> part.segmentNumber(segment).totalSegments(3)))
                        .partitions()
                        .size())
                .sum();
        // Then
        assertThat(paged).hasSize(24).extracting(Partition::values).doesNotHaveDuplicates();
        assertThat(inSegments).isEqualTo(24);
        assertThat(partitions("dt = '2025-01-19' AND hour >= 9 AND hour < 11"))
                .containsExactly("2025-01-19/10", "2025-01-19/9");
        assertThatThrownBy(() -> partitions("hour IS NULL"))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("not supported");
    }

    @Test
    void columnsAreLeftOutOfPartitionsWhenToldSo() {
        // Given
        createLake();
        createTable("clicks");
        createPartitions(partition("2025-01-19", "1"));
        // When
        var answer = glue.getPartitions(
                request -> request.databaseName("lake").tableName("clicks").excludeColumnSchema(true));
        // Then
        assertThat(answer.partitions()).singleElement().satisfies(partition -> {
            assertThat(partition.storageDescriptor().columns()).isEmpty();
            assertThat(partition.storageDescriptor().location()).isNotEmpty();
        });
    }

    @Test
    void aMemberThatIsNotKeptIsRefusedByName() {
        // Given
        createLake();
        // When / Then
        assertThatThrownBy(() -> glue.createTable(request -> request.databaseName("lake")
                        .tableInput(table("clicks").toBuilder()
                                .targetTable(target -> target.name("elsewhere"))
                                .build())))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("TargetTable");
    }

    @Test
    void anOperationThatIsNotThereIsNamed() {
        assertThatThrownBy(() -> glue.getJobs(request -> {}))
                .isInstanceOf(GlueException.class)
                .hasMessageContaining("GetJobs");
    }

    private static PartitionValueList values(String... values) {
        return PartitionValueList.builder().values(values).build();
    }

    private BatchCreatePartitionResponse createPartitions(PartitionInput... partitions) {
        return glue.batchCreatePartition(
                request -> request.databaseName("lake").tableName("clicks").partitionInputList(partitions));
    }

    private List<String> tables(String expression) {
        return glue.getTables(request -> request.databaseName("lake").expression(expression)).tableList().stream()
                .map(Table::name)
                .toList();
    }

    private List<String> partitions(String expression) {
        return glue
                .getPartitions(request ->
                        request.databaseName("lake").tableName("clicks").expression(expression))
                .partitions()
                .stream()
                .map(partition -> String.join("/", partition.values()))
                .toList();
    }
}
