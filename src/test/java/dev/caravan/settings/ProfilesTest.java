package dev.caravan.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProfilesTest {

    @TempDir
    private Path directory;

    private Path file;

    @BeforeEach
    void writeFiles() throws IOException {
        file = write("application.properties", "lake.bucket=of-the-file\nseed.bucket=of-the-file\nkafka.group=mine\n");
        write("application-prod.properties", "\nlake.bucket=of-prod\nseed.bucket=of-prod\n");
        write("application-eu.properties", "lake.bucket=of-eu\n");
    }

    @Test
    void withoutAProfileTheFileLiesOverTheDefaults() {
        // When
        Settings settings = under(Map.of(), Map.of());

        // Then
        assertThat(settings.get("lake.bucket")).isEqualTo("of-the-file");
        assertThat(settings.origin("lake.bucket")).isEqualTo(file + ":1");
        assertThat(settings.get("kafka.topic")).isEqualTo("user-activity");
        assertThat(settings.origin("kafka.topic")).isEqualTo("default");
    }

    @Test
    void theLastProfileWinsAndWhatItLeavesOutStays() {
        // When
        Settings settings = under(Map.of(), Map.of("caravan.profile", "prod, eu"));

        // Then
        assertThat(settings.get("lake.bucket")).isEqualTo("of-eu");
        assertThat(settings.get("seed.bucket")).isEqualTo("of-prod");
        assertThat(settings.origin("seed.bucket")).isEqualTo(directory.resolve("application-prod.properties") + ":3");
        assertThat(settings.get("kafka.group")).isEqualTo("mine");
        assertThat(under(Map.of(), Map.of("caravan.profile", "eu,prod")).get("lake.bucket"))
                .isEqualTo("of-prod");
    }

    @Test
    void theEnvironmentAndTheCommandLineStandAboveAProfile() {
        // When
        Settings settings = under(
                Map.of("CARAVAN_PROFILE", "prod", "SEED_BUCKET", "of-the-environment"),
                Map.of("lake.bucket", "of-the-line"));

        // Then
        assertThat(settings.get("lake.bucket")).isEqualTo("of-the-line");
        assertThat(settings.get("seed.bucket")).isEqualTo("of-the-environment");
        assertThat(under(Map.of("CARAVAN_PROFILE", "prod"), Map.of("caravan.profile", ""))
                        .get("lake.bucket"))
                .as("the command line takes the profile away")
                .isEqualTo("of-the-file");
    }

    @Test
    void theFileItselfMayChooseItsProfile() throws IOException {
        // Given
        write("application.properties", "caravan.profile=eu\n");

        // Then
        assertThat(under(Map.of(), Map.of()).get("lake.bucket")).isEqualTo("of-eu");
    }

    @Test
    void everyProfileWithoutAFileIsNamed() {
        assertThatThrownBy(() -> under(Map.of(), Map.of("caravan.profile", "prod,prd,../etc")))
                .isInstanceOf(SettingsException.class)
                .hasMessage("There is no file " + directory.resolve("application-prd.properties")
                        + " of the profile prd: write it, or correct the name"
                        + System.lineSeparator()
                        + "Profile ../etc: a name has letters, digits, . _ and -");
    }

    @Test
    void aProfileCannotChooseProfiles() throws IOException {
        // Given
        Path prod = write("application-prod.properties", "caravan.profile=eu\n");

        // Then
        assertThatThrownBy(() -> chosenInFile("prod"))
                .isInstanceOf(SettingsException.class)
                .hasMessage(
                        prod + ":1: Setting caravan.profile = eu: the file of a profile cannot choose profiles. Name"
                                + " all of them where this one was named");
    }

    @ParameterizedTest
    @ValueSource(strings = {"caravan.properties", "caravan"})
    void aFileOfAnotherNameHasProfilesOfThatName(String name) throws IOException {
        // Given
        Path other = write(name, "");
        write("caravan-prod.properties", "lake.bucket=of-caravan-prod\n");

        // Then
        assertThat(Profiles.under(other, files -> files.withCommandLine(Map.of("caravan.profile", "prod")))
                        .get("lake.bucket"))
                .isEqualTo("of-caravan-prod");
    }

    private Settings chosenInFile(String profile) throws IOException {
        write("application.properties", "caravan.profile=" + profile + "\n");
        return under(Map.of(), Map.of());
    }

    private Settings under(Map<String, String> environment, Map<String, String> typed) {
        return Profiles.under(file, files -> files.withEnvironment(environment).withCommandLine(typed));
    }

    private Path write(String name, String text) throws IOException {
        return Files.writeString(directory.resolve(name), text);
    }
}
