package dev.caravan.routes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.caravan.settings.Settings;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Looks follow one another as the test calls for them; a second of the product is one call. */
class EditWatchTest {

    @TempDir
    private Path directory;

    private RouteFolder folder;
    private EditWatch watch;

    @BeforeEach
    void watchOneFile() throws IOException {
        write("a.yaml", "- route: {}");
        folder = new RouteFolder(directory, Settings.empty());
        watch = new EditWatch(folder, folder.read());
    }

    @Test
    void filesThatStayAreNoEdit() throws IOException {
        // When: written again as they were
        write("a.yaml", "- route: {}");

        // Then
        assertThat(watch.edit()).isEmpty();
        assertThat(watch.edit()).isEmpty();
    }

    @Test
    void anEditIsToldOnceItHasBeenTheSameTwiceAndOnlyOnce() throws IOException {
        // When
        write("a.yaml", "- route: { id: a }");

        // Then
        assertThat(watch.edit()).isEmpty();
        assertThat(watch.edit()).isPresent();
        assertThat(watch.edit()).isEmpty();
    }

    @Test
    void aFileThatIsHalfWrittenIsWaitedOut() throws IOException {
        // Given
        write("a.yaml", "- rou");
        assertThat(watch.edit()).isEmpty();

        // When
        write("a.yaml", "- route: { id: whole }");

        // Then
        assertThat(watch.edit()).isEmpty();
        assertThat(text(watch.edit())).contains("whole");
    }

    @Test
    void manySavesAreOneEdit() throws IOException {
        // When
        for (int save = 0; save < 50; save++) {
            write("a.yaml", "- route: { id: a" + save + " }");
            assertThat(watch.edit()).isEmpty();
        }

        // Then
        assertThat(text(watch.edit())).contains("a49");
        assertThat(watch.edit()).isEmpty();
    }

    @Test
    void anEditThatWasTakenBackBeforeItWasToldIsNone() throws IOException {
        // Given
        write("a.yaml", "- route: { id: a }");
        watch.edit();

        // When
        write("a.yaml", "- route: {}");

        // Then
        assertThat(watch.edit()).isEmpty();
        assertThat(watch.edit()).isEmpty();
    }

    @Test
    void newAndDeletedFilesAreEdits() throws IOException {
        // When
        write("b.yaml", "- route: { id: b }");
        watch.edit();
        Optional<Look> added = watch.edit();
        Files.delete(directory.resolve("b.yaml"));
        watch.edit();
        Optional<Look> deleted = watch.edit();

        // Then
        assertThat(((RouteSet) added.orElseThrow()).routes()).hasSize(2);
        assertThat(((RouteSet) deleted.orElseThrow()).routes()).hasSize(1);
    }

    @Test
    void whatEditorsLeaveBesideIsNoEdit() throws IOException {
        // When
        write(".a.yaml.swp", "x");
        write("a.yaml~", "x");
        write("4913", "x");

        // Then
        watch.edit();
        assertThat(watch.edit()).isEmpty();
    }

    @Test
    void aFileThatARouteNamesIsWatchedFromBeforeItIsThere() throws IOException {
        // Given
        Path schema = directory.resolve("elsewhere/schema.json");
        write("a.yaml", "- route: { id: a, schema: \"file:" + schema + "\" }");
        watch.edit();
        assertThat(watch.edit()).isPresent();

        // When
        Files.createDirectories(schema.getParent());
        Files.writeString(schema, "{}");

        // Then
        watch.edit();
        assertThat(((RouteSet) watch.edit().orElseThrow()).content(schema))
                .hasValueSatisfying(content -> assertThat(content).isEqualTo("{}".getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void kubernetesSwapOfALinkIsSeen() throws IOException {
        // Given: as a ConfigMap is mounted
        Path mount = Files.createDirectory(directory.resolve("mount"));
        version(mount, "..1", "- route: { id: old }");
        Files.createSymbolicLink(mount.resolve("..data"), Path.of("..1"));
        Files.createSymbolicLink(mount.resolve("r.yaml"), Path.of("..data/r.yaml"));
        RouteFolder mounted = new RouteFolder(mount, Settings.empty());
        EditWatch mountWatch = new EditWatch(mounted, mounted.read());

        // When
        version(mount, "..2", "- route: { id: new }");
        Files.createSymbolicLink(mount.resolve("..data_tmp"), Path.of("..2"));
        Files.move(
                mount.resolve("..data_tmp"),
                mount.resolve("..data"),
                StandardCopyOption.ATOMIC_MOVE,
                StandardCopyOption.REPLACE_EXISTING);

        // Then
        mountWatch.edit();
        assertThat(text(mountWatch.edit())).contains("new");
    }

    @Test
    void aDirectoryThatIsGoneIsToldWithTheReason() throws IOException {
        // When
        Files.delete(directory.resolve("a.yaml"));
        Files.delete(directory);

        // Then
        watch.edit();
        assertThat(watch.edit()).hasValueSatisfying(look -> assertThat(((Look.Unreadable) look).reason())
                .contains(directory.toString())
                .contains("cannot be read"));
        Files.createDirectory(directory);
    }

    @Test
    void whatChangedWhileItWasTriedIsToldAgain() throws IOException {
        // Given
        write("a.yaml", "- route: { id: first }");
        watch.edit();
        watch.edit();

        // When
        write("a.yaml", "- route: { id: second }");
        boolean still = watch.isStill();
        write("a.yaml", "- route: { id: first }");

        // Then
        assertThat(still).isFalse();
        watch.edit();
        assertThat(text(watch.edit())).contains("first");
    }

    private static void version(Path mount, String name, String route) throws IOException {
        Files.writeString(Files.createDirectory(mount.resolve(name)).resolve("r.yaml"), route);
    }

    private static String text(Optional<Look> look) {
        RouteSet set = (RouteSet) look.orElseThrow();
        return set.text(set.routes().first());
    }

    private void write(String file, String text) throws IOException {
        Files.writeString(directory.resolve(file), text);
    }
}
