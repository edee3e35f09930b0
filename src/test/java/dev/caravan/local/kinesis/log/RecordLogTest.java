package dev.caravan.local.kinesis.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RecordLogTest {

    private static final int SMALL_SEGMENT = 100;
    private static final int MANY = 1_000;
    private static final int BIG = 10 << 20;

    @TempDir
    Path directory;

    @Test
    void recordsCountFromOneAndAreReadInOrder() {
        // Given
        RecordLog log = RecordLog.inMemory();
        log.append(10, "a", new byte[] {1});
        log.append(20, "b", new byte[] {2, 3});

        // When
        List<StoredRecord> records = log.read(0, MANY, BIG);

        // Then
        assertThat(records).extracting(StoredRecord::index).containsExactly(1L, 2L);
        assertThat(records).extracting(StoredRecord::partitionKey).containsExactly("a", "b");
        assertThat(records.get(1).data()).containsExactly(2, 3);
        assertThat(log.nextIndex()).isEqualTo(3);
    }

    @Test
    void aReadStopsAtItsLimitsButGivesOneRecordInAnyCase() {
        // Given
        RecordLog log = RecordLog.inMemory();
        for (int i = 0; i < 10; i++) {
            log.append(i, "k", new byte[99]);
        }

        // Then
        assertThat(log.read(1, 3, BIG)).hasSize(3);
        assertThat(log.read(1, MANY, 250)).hasSize(2);
        assertThat(log.read(1, MANY, 1)).hasSize(1);
        assertThat(log.read(11, MANY, BIG)).isEmpty();
    }

    @Test
    void arrivalNeverGoesBack() {
        // Given
        RecordLog log = RecordLog.open(directory, 1);
        log.append(20, "k", new byte[1]);

        // When
        StoredRecord late = log.append(10, "k", new byte[1]);

        // Then
        assertThat(late.arrivalMillis()).isEqualTo(20);
        log.close();
    }

    @Test
    void aTimeLeadsToTheFirstRecordSince() {
        // Given
        RecordLog log = RecordLog.open(directory, SMALL_SEGMENT);
        for (int i = 1; i <= 50; i++) {
            log.append(i * 10L, "k", new byte[20]);
        }

        // Then
        assertThat(log.firstIndexSince(0)).isEqualTo(1);
        assertThat(log.firstIndexSince(200)).isEqualTo(20);
        assertThat(log.firstIndexSince(201)).isEqualTo(21);
        assertThat(log.firstIndexSince(501)).isEqualTo(51);
        log.close();
    }

    @Test
    void aLogIsFoundAgainInItsDirectory() {
        // Given
        RecordLog before = RecordLog.open(directory, SMALL_SEGMENT);
        for (int i = 1; i <= 30; i++) {
            before.append(i, "key-" + i, new byte[i]);
        }
        before.close();

        // When
        RecordLog after = RecordLog.open(directory, SMALL_SEGMENT);

        // Then
        assertThat(after.read(1, MANY, BIG)).hasSize(30).allSatisfy(record -> {
            assertThat(record.partitionKey()).isEqualTo("key-" + record.index());
            assertThat(record.data()).hasSize((int) record.index());
            assertThat(record.arrivalMillis()).isEqualTo(record.index());
        });
        assertThat(after.append(31, "k", new byte[1]).index()).isEqualTo(31);
        after.close();
    }

    @Test
    void aLargeRecordIsFoundAgain() {
        // Given
        RecordLog before = RecordLog.open(directory);
        for (int i = 0; i < 9; i++) {
            before.append(i, "k", new byte[1 << 20]);
        }
        before.close();

        // Then
        RecordLog after = RecordLog.open(directory);
        assertThat(after.nextIndex()).isEqualTo(10);
        after.close();
    }

    @Test
    void aTailThatWasCutOffIsDroppedWhereverTheCutIs() throws IOException {
        // Given
        RecordLog log = RecordLog.open(directory);
        log.append(1, "whole", new byte[5]);
        long whole = Files.size(segment());
        log.append(2, "cut", new byte[30]);
        log.close();
        byte[] bytes = Files.readAllBytes(segment());

        for (int size = (int) whole; size < bytes.length; size++) {
            // When
            Files.write(segment(), Arrays.copyOf(bytes, size));
            RecordLog reopened = RecordLog.open(directory);
            reopened.append(3, "next", new byte[1]);

            // Then
            assertThat(reopened.read(1, MANY, BIG))
                    .as("cut at %d", size)
                    .extracting(StoredRecord::partitionKey)
                    .containsExactly("whole", "next");
            reopened.close();
        }
    }

    @Test
    void aLastRecordWhoseBytesChangedIsDropped() throws IOException {
        // Given
        RecordLog log = RecordLog.open(directory);
        log.append(1, "whole", new byte[5]);
        log.append(2, "damaged", new byte[5]);
        log.close();
        byte[] bytes = Files.readAllBytes(segment());
        bytes[bytes.length - 1] ^= 1;
        Files.write(segment(), bytes);

        // Then
        RecordLog reopened = RecordLog.open(directory);
        assertThat(reopened.read(1, MANY, BIG))
                .extracting(StoredRecord::partitionKey)
                .containsExactly("whole");
        reopened.close();
    }

    @Test
    void damageInTheMiddleIsRefused() throws IOException {
        // Given
        RecordLog log = RecordLog.open(directory, SMALL_SEGMENT);
        for (int i = 1; i <= 20; i++) {
            log.append(i, "k", new byte[20]);
        }
        log.close();
        Files.write(segment(), new byte[] {42}, StandardOpenOption.WRITE);

        // Then
        assertThatThrownBy(() -> RecordLog.open(directory, SMALL_SEGMENT))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining(directory.toString());
    }

    @Test
    void oldRecordsLeaveAWholeSegmentAtATime() throws IOException {
        // Given
        RecordLog log = RecordLog.open(directory, SMALL_SEGMENT);
        for (int i = 1; i <= 40; i++) {
            log.append(i, "k", new byte[20]);
        }
        long filesBefore = fileCount();

        // When
        log.dropOlderThan(30);

        // Then
        assertThat(fileCount()).isLessThan(filesBefore);
        assertThat(log.read(0, MANY, BIG).get(0).index()).isBetween(25L, 30L);
        assertThat(log.arrivalMillis(1)).isEmpty();
        assertThat(log.arrivalMillis(40)).contains(40L);
        log.dropOlderThan(1_000);
        assertThat(log.nextIndex()).isEqualTo(41);
        log.delete();
        assertThat(fileCount()).isZero();
    }

    @Property(tries = 200)
    void anyReadIsThatPartOfWhatWasWritten(
            @ForAll @Size(min = 1, max = 60) List<@IntRange(max = 120) Integer> sizes,
            @ForAll @IntRange(min = 1, max = 70) int from,
            @ForAll @IntRange(min = 1, max = 70) int maxRecords,
            @ForAll @IntRange(min = 1, max = 2_000) int maxBytes) {
        // Given
        RecordLog log = RecordLog.inMemory(SMALL_SEGMENT);
        sizes.forEach(size -> log.append(1, "k", new byte[size]));

        // When
        List<StoredRecord> records = log.read(from, maxRecords, maxBytes);

        // Then
        int expected = 0;
        int bytes = 0;
        while (from - 1 + expected < sizes.size() && expected < maxRecords) {
            bytes += 1 + sizes.get(from - 1 + expected);
            if (expected > 0 && bytes > maxBytes) {
                break;
            }
            expected++;
        }
        assertThat(records).hasSize(expected);
        for (int i = 0; i < expected; i++) {
            assertThat(records.get(i).index()).isEqualTo(from + i);
            assertThat(records.get(i).data()).hasSize(sizes.get(from - 1 + i));
        }
    }

    private Path segment() throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.sorted().findFirst().orElseThrow();
        }
    }

    private long fileCount() throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.count();
        }
    }
}
