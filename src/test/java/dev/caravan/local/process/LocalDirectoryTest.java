package dev.caravan.local.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalDirectoryTest {
    @TempDir
    Path working;

    @Test
    void itLiesBesideTheRunningJar() throws IOException {
        // Given
        Path local = made("somewhere/local");
        made("target/local");

        // When
        LocalDirectory found = LocalDirectory.find(null, "somewhere/caravan-local.jar", working);

        // Then
        assertThat(found.path()).isEqualTo(local);
    }

    @Test
    void itIsFoundInTheBuildWhenClassesRunUnpacked() throws IOException {
        // Given
        Path local = made("target/local");

        // When
        LocalDirectory found = LocalDirectory.find(
                null, "target/classes" + File.pathSeparator + "/repository/a.jar" + File.pathSeparator, working);

        // Then
        assertThat(found.path()).isEqualTo(local);
    }

    @Test
    void thePropertyOverridesTheSearch() throws IOException {
        // Given
        made("target/local");
        Path named = made("elsewhere");

        // When
        LocalDirectory found = LocalDirectory.find("elsewhere", "a.jar", working);

        // Then
        assertThat(found.path()).isEqualTo(named);
    }

    @Test
    void whenMissingTheErrorSaysWhereItLookedAndWhatToRun() {
        assertThatThrownBy(() -> LocalDirectory.find(null, "lib/caravan-local.jar", working))
                .isInstanceOf(LocalStartException.class)
                .hasMessageContaining(working.resolve("lib/local").toString())
                .hasMessageContaining(working.resolve("target/local").toString())
                .hasMessageContaining("mvn -DskipTests package");
        assertThatThrownBy(() -> LocalDirectory.find("nowhere", "a.jar", working))
                .isInstanceOf(LocalStartException.class)
                .hasMessageContaining(working.resolve("nowhere").toString());
    }

    @Test
    void aClassPathIsOurJarThenTheJarsOfTheChild() throws IOException {
        // Given
        Path local = made("target/local");
        Files.createDirectory(local.resolve("dynamodb"));
        for (String name : new String[] {"b.jar", "a.jar", "native.so"}) {
            Files.createFile(local.resolve("dynamodb").resolve(name));
        }
        LocalDirectory directory = new LocalDirectory(local);

        // Then
        assertThat(directory.classPath("dynamodb"))
                .containsExactly(
                        local.resolve("caravan-child.jar"),
                        local.resolve("dynamodb/a.jar"),
                        local.resolve("dynamodb/b.jar"));
        assertThatThrownBy(() -> directory.classPath("trino"))
                .isInstanceOf(LocalStartException.class)
                .hasMessageContaining(local.resolve("trino").toString());
    }

    private Path made(String name) throws IOException {
        Path directory = Files.createDirectories(working.resolve(name));
        Files.createFile(directory.resolve("caravan-child.jar"));
        return directory;
    }
}
