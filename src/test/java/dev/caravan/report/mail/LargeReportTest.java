package dev.caravan.report.mail;

import static org.assertj.core.api.Assertions.assertThat;

import dev.caravan.report.Limits;
import dev.caravan.report.QueryResult;
import dev.caravan.report.QueryResult.Column;
import java.io.BufferedOutputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** More rows than a JVM of 128 MB could hold. */
@Timeout(400)
class LargeReportTest {

    private static final int ROWS = 1_000_001;

    @TempDir
    Path directory;

    @Test
    void aMillionRowsGoThroughOneHundredAndTwentyEightMegabytes() throws Exception {
        // When
        Path output = directory.resolve("output");
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx128m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Child.class.getName(),
                        directory.toString())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        try {
            assertThat(process.waitFor(380, TimeUnit.SECONDS)).isTrue();
        } finally {
            process.destroyForcibly();
        }

        // Then
        assertThat(Files.readString(output)).isEqualTo("1000001 rows\n");
        try (Stream<String> lines = Files.lines(directory.resolve("rows.csv"))) {
            assertThat(lines.skip(1).mapToLong(LargeReportTest::value).sum()).isEqualTo(500_001_500_001L);
        }
        assertThat(Files.size(directory.resolve("mail.eml"))).isGreaterThan(60L << 20);
    }

    private static long value(String line) {
        int comma = line.indexOf(',');
        return Long.parseLong(line, comma + 1, line.indexOf(',', comma + 1), 10);
    }

    /** The other JVM: composes the mail and writes it. */
    static final class Child {

        private Child() {}

        public static void main(String[] arguments) throws Exception {
            Path directory = Path.of(arguments[0]);
            Path files = Files.createDirectory(directory.resolve("files"));
            List<Column> columns = List.of(
                    new Column("action", "varchar"),
                    new Column("count", "bigint"),
                    new Column("text", "varchar"),
                    new Column("at", "timestamp(3)"));
            QueryResult result = new QueryResult(
                    "q",
                    columns,
                    Stream.iterate(1, i -> i + 1)
                            .limit(ROWS)
                            .map(i -> Arrays.asList(
                                    "action " + i,
                                    Integer.toString(i),
                                    i % 7 == 0 ? null : "=text 😀 " + i,
                                    "2026-11-27 10:00:00.000"))
                            .iterator());
            try (Composed composed = Samples.composer(Samples.NO_LINKS)
                            .compose(
                                    Samples.presentation(Samples.BAR, new Limits(20, 2_000_000, 1L << 30)),
                                    Samples.DAY,
                                    Samples.COMPLETE,
                                    result,
                                    files);
                    OutputStream eml = new BufferedOutputStream(Files.newOutputStream(directory.resolve("mail.eml")))) {
                composed.letter(Samples.READER, Samples.ID).writeTo(eml);
                Files.copy(files.resolve("actions-by-day-2026-11-27T0000Z.csv"), directory.resolve("rows.csv"));
                System.out.println(composed.rows() + " rows");
            }
        }
    }
}
