package dev.caravan.local.athena.engine;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.caravan.local.glue.catalog.GlueCatalog;
import dev.caravan.local.process.ChildJvm;
import dev.caravan.local.process.LocalDirectory;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

class EngineOfAKilledParentTest {
    @TempDir
    private Path directory;

    @Test
    @Timeout(120)
    void theEngineEndsWhenItsParentIsKilled() throws Exception {
        // Given
        List<Path> classPath = Stream.of(
                        QueryEngine.class,
                        Parent.class,
                        ObjectMapper.class,
                        JsonFactory.class,
                        JsonInclude.class,
                        LoggerFactory.class)
                .map(EngineOfAKilledParentTest::location)
                .toList();
        List<String> args = List.of(LocalDirectory.find().path().toString(), directory.toString());
        try (ChildJvm parent = ChildJvm.start(
                "parent", classPath, Parent.class.getName(), List.of(), args, directory.resolve("parent.log"))) {
            BufferedReader lines = new BufferedReader(new InputStreamReader(parent.stdout(), StandardCharsets.UTF_8));
            ProcessHandle engine =
                    ProcessHandle.of(Long.parseLong(lines.readLine())).orElseThrow();
            assertThat(engine.isAlive()).isTrue();
            // When
            ProcessHandle.of(parent.pid()).orElseThrow().destroyForcibly();
            // Then
            engine.onExit().get(30, TimeUnit.SECONDS);
        }
    }

    private static Path location(Class<?> type) {
        return Path.of(URI.create(
                type.getProtectionDomain().getCodeSource().getLocation().toString()));
    }

    /** Starts an engine, tells its process id once it is up, and waits to be killed. */
    static final class Parent {
        private Parent() {}

        public static void main(String[] args) throws Exception {
            Path directory = Path.of(args[1]);
            QueryEngine engine = QueryEngine.start(
                    new LocalDirectory(Path.of(args[0])),
                    directory,
                    GlueCatalog.inMemory(Clock.systemUTC()),
                    directory.resolve("log"));
            engine.ready().get(100, TimeUnit.SECONDS);
            System.out.println(engine.pid());
            System.in.read();
        }
    }
}
