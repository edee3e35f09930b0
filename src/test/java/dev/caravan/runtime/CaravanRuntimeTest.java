package dev.caravan.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.caravan.aws.AwsAccess;
import dev.caravan.aws.AwsClients;
import dev.caravan.settings.Settings;
import dev.caravan.settings.SettingsException;
import dev.caravan.testing.SharedServices;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/** Routes without a source; no service is asked. */
@Timeout(60)
class CaravanRuntimeTest {

    @TempDir
    private Path directory;

    private final AwsClients clients =
            new AwsClients(new AwsAccess(SharedServices.REGION, Map.of(), SharedServices.credentialsProvider()));

    @AfterEach
    void closeClients() {
        clients.close();
    }

    @Test
    void anEditedRouteRunsAsEditedAfterARestart() throws Exception {
        // Given
        write("direct:greet", "{{greeting}}");
        String before = greeting(Map.of("greeting", "hello"));

        // When
        write("direct:greet", "{{greeting}}, edited");
        String after = greeting(Map.of("greeting", "hello"));

        // Then
        assertThat(before).isEqualTo("hello");
        assertThat(after).isEqualTo("hello, edited");
    }

    @Test
    void aSettingIsNotOverruledByTheEnvironmentOrASystemProperty() throws Exception {
        // Given
        write("direct:greet", "{{path}}, {{user.dir}}");

        // When
        String greeting = greeting(Map.of("path", "of the settings", "user.dir", "of the settings too"));

        // Then
        assertThat(System.getenv()).containsKey("PATH");
        assertThat(greeting).isEqualTo("of the settings, of the settings too");
    }

    @Test
    void aFileMayHoldAValueOfARouteOrOfASettingThatARouteReads() throws Exception {
        // Given
        Path name = Files.writeString(directory.resolve("name"), "Zoë\n");
        write("direct:greet", "{{greeting}}, {{file:" + name + "}}");

        // When
        String greeting = greeting(Map.of("greeting", "hello {{file:" + name + "}}"));

        // Then
        assertThat(greeting).isEqualTo("hello Zoë, Zoë");
    }

    @Test
    void aFileWhoseContentCamelWouldReplaceIsRefusedWithoutIt() throws Exception {
        // Given
        Path name = Files.writeString(directory.resolve("name"), "{{correct-horse");
        write("direct:greet", "{{file:" + name + "}}");

        // When / Then
        assertThatThrownBy(() -> greeting(Map.of()))
                .isInstanceOf(SettingsException.class)
                .hasMessageContaining("the file " + name + " has {{ or }} in it")
                .satisfies(failure -> assertThat(failure.getMessage()).doesNotContain("correct-horse"));
    }

    @Test
    void settingsAndFilesOfRoutesAreReportedTogether() throws IOException {
        // Given
        Path route = Files.writeString(directory.resolve("greet.yaml"), "just text");
        Settings settings = settings(Map.of("batch.max-records", "many", "kafka.brokers", "{{env:NOBODY_SETS_THIS}}"));

        // When / Then
        assertThatThrownBy(() -> CaravanRuntime.check(settings, directory))
                .isInstanceOf(SettingsException.class)
                .hasMessageContainingAll(
                        route + ":1: is no list of routes",
                        "Setting batch.max-records = many (the test): expected a whole number, 1 or more",
                        "Setting kafka.brokers = {{env:NOBODY_SETS_THIS}} (the test): the environment variable")
                .satisfies(failure -> assertThat(failure.getMessage()).hasLineCount(3));
    }

    @Test
    void aFailedStepIsNotLoggedByCamel() throws Exception {
        // Given
        write("direct:greet", "hello");
        Files.writeString(directory.resolve("fail.yaml"), """
                - route:
                    id: fail
                    from:
                      uri: "direct:fail"
                      steps:
                        - throwException: { exceptionType: java.lang.IllegalStateException, message: "on purpose" }
                """);
        Logger logger = (Logger) LoggerFactory.getLogger(Logger.ROOT_LOGGER_NAME);
        ListAppender<ILoggingEvent> log = new ListAppender<>();
        log.start();
        logger.addAppender(log);

        // When
        try (CaravanRuntime runtime = CaravanRuntime.start(settings(Map.of()), directory, clients)) {
            assertThatThrownBy(() -> runtime.context().createProducerTemplate().requestBody("direct:fail", ""))
                    .hasRootCauseMessage("on purpose");
        } finally {
            logger.detachAppender(log);
        }

        // Then
        assertThat(log.list).noneMatch(event -> event.getLevel().isGreaterOrEqual(Level.WARN));
    }

    @Test
    void routesWithoutASourceStopDrained() throws Exception {
        // Given
        write("direct:greet", "hello");
        CaravanRuntime runtime = CaravanRuntime.start(settings(Map.of()), directory, clients);

        // When
        boolean drained = runtime.stop();

        // Then
        assertThat(drained).isTrue();
        assertThat(runtime.context().isStopped()).isTrue();
    }

    @Test
    void aBadMemoryBudgetIsASettingsProblem() throws IOException {
        // Given
        write("direct:greet", "hello");

        // When / Then
        assertThatThrownBy(() ->
                        CaravanRuntime.start(settings(Map.of("batch.memory-budget", "plenty")), directory, clients))
                .isInstanceOf(SettingsException.class)
                .hasMessageContaining("batch.memory-budget = plenty");
    }

    private String greeting(Map<String, String> values) throws Exception {
        try (CaravanRuntime runtime = CaravanRuntime.start(settings(values), directory, clients)) {
            return runtime.context().createProducerTemplate().requestBody("direct:greet", "", String.class);
        }
    }

    private void write(String from, String body) throws IOException {
        Files.writeString(directory.resolve("greet.yaml"), """
                - route:
                    id: greet
                    description: Answers with a greeting.
                    from:
                      uri: "%s"
                      steps:
                        - setBody:
                            expression:
                              constant:
                                expression: "%s"
                """.formatted(from, body));
    }

    private static Settings settings(Map<String, String> values) {
        return Settings.empty().with(values, "the test");
    }
}
