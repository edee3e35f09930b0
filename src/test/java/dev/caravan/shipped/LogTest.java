package dev.caravan.shipped;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.joran.JoranConfigurator;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.LoggingEvent;
import ch.qos.logback.core.OutputStreamAppender;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.event.KeyValuePair;

/** What the shipped configuration of the log makes of an event, in both of its formats. */
class LogTest {

    private static final String OURS = "dev.caravan";
    private static final String LIBRARIES = Logger.ROOT_LOGGER_NAME;

    /** Begins a line of its own, clears a terminal, and turns text around. */
    private static final String INJECTION =
            "bad\n12:00:00.000 INFO  [main] d.c.Main all is well\r\u001B[2J\u009B2J\u2028\u202E";

    private final LoggerContext context = new LoggerContext();

    private void configure(String format) throws Exception {
        context.putProperty("caravan.log.format", format);
        JoranConfigurator configurator = new JoranConfigurator();
        configurator.setContext(context);
        configurator.doConfigure(Path.of("src/main/resources/logback.xml").toFile());
    }

    @AfterEach
    void stop() {
        context.stop();
    }

    @Test
    void aLibrarysComplaintIsOneLineWithItsCause() throws Exception {
        // Given
        configure("text");
        IOException cause = new IOException("of the\nsink");

        // When / Then
        assertThat(text(LIBRARIES, "text-of-libraries", "it failed", new IllegalStateException("wrapped", cause)))
                .endsWith("it failed: IOException: of the\\nsink")
                .hasLineCount(1);
        assertThat(text(LIBRARIES, "text-of-libraries", "of the\nsink", new IllegalStateException(cause)))
                .endsWith("of the\\nsink")
                .doesNotContain("IOException");
        assertThat(text(LIBRARIES, "text-of-libraries", "it failed", new IllegalStateException()))
                .endsWith("it failed: IllegalStateException");
        assertThat(text(LIBRARIES, "text-of-libraries", "it failed", null)).endsWith("it failed");
    }

    @Test
    void anUnexpectedExceptionHasItsTrace() throws Exception {
        // Given
        configure("text");

        // When / Then
        assertThat(text(OURS, "text", "it failed", new IllegalStateException("of the sink")))
                .contains("it failed")
                .contains("IllegalStateException: of the sink")
                .contains("\tat " + LogTest.class.getName());
    }

    @Test
    void textOfStrangersMakesNoLineOfItsOwnAndSteersNoTerminal() throws Exception {
        // Given
        configure("text");

        // When
        String text = text(OURS, "text", INJECTION, new IllegalStateException(INJECTION));

        // Then
        List<String> lines =
                text.lines().filter(line -> !line.startsWith("\tat ")).toList();
        assertThat(lines).hasSize(2);
        assertThat(lines.get(0))
                .endsWith("bad\\n12:00:00.000 INFO  [main] d.c.Main all is well\\r\\u001B[2J\\u009B2J"
                        + "\\u2028\\u202E");
        assertThat(lines.get(1)).startsWith("java.lang.IllegalStateException: bad\\n12:00:00.000");
        assertThat(text.replace("\n", "").replace("\tat ", "").chars()).noneMatch(Character::isISOControl);
    }

    @ParameterizedTest
    @ValueSource(strings = {"json", "json-of-libraries"})
    void anEventIsOneObjectWithTheFieldsOfTheElasticCommonSchema(String appender) throws Exception {
        // Given
        configure("json");
        String logger = appender.equals("json") ? OURS : LIBRARIES;

        // When
        String text = text(logger, appender, INJECTION, new IllegalStateException(INJECTION));

        // Then
        assertThat(text).hasLineCount(1);
        assertThat(text.chars()).noneMatch(character -> character < ' ');
        JsonNode event = new JsonMapper().readTree(text);
        assertThat(event.path("@timestamp").asText()).matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z");
        assertThat(event.path("log.level").asText()).isEqualTo("WARN");
        assertThat(event.path("message").asText()).isEqualTo(INJECTION);
        assertThat(event.path("log.logger").asText()).isEqualTo(logger);
        assertThat(event.path("process.thread.name").asText()).isEqualTo("the thread");
        assertThat(event.path("service.name").asText()).isEqualTo("caravan");
        assertThat(event.path("service.version").asText()).isNotEmpty();
        assertThat(event.path("labels.route").asText()).isEqualTo("pump");
        assertThat(event.path("event.action").asText()).isEqualTo("batch \"1\"");
        assertThat(event.path("error.type").asText()).isEqualTo("java.lang.IllegalStateException");
        assertThat(event.path("error.message").asText()).isEqualTo(INJECTION);
        if (logger.equals(OURS)) {
            assertThat(event.path("error.stack_trace").asText()).contains("\tat " + LogTest.class.getName());
        } else {
            assertThat(event.path("error.stack_trace").asText()).doesNotContain("\tat ");
        }
    }

    /** What that appender of that logger writes of a failure. */
    private String text(String logger, String appender, String message, Exception failure) {
        Logger said = context.getLogger(logger);
        LoggingEvent event = new LoggingEvent("", said, Level.WARN, message, failure, new Object[0]);
        event.setThreadName("the thread");
        event.setMDCPropertyMap(Map.of("labels.route", "pump"));
        event.addKeyValuePair(new KeyValuePair("event.action", "batch \"1\""));
        OutputStreamAppender<ILoggingEvent> to = (OutputStreamAppender<ILoggingEvent>) said.getAppender(appender);
        return new String(to.getEncoder().encode(event), StandardCharsets.UTF_8).stripTrailing();
    }
}
