package dev.caravan.shipped;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.joran.JoranConfigurator;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.LoggingEvent;
import ch.qos.logback.core.OutputStreamAppender;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the shipped configuration of the log shows of an exception. */
class LogTest {

    private final LoggerContext context = new LoggerContext();

    @BeforeEach
    void configure() throws Exception {
        JoranConfigurator configurator = new JoranConfigurator();
        configurator.setContext(context);
        configurator.doConfigure(Path.of("src/main/resources/logback.xml").toFile());
    }

    @AfterEach
    void stop() {
        context.stop();
    }

    @Test
    void camelsWarningsAreOneLine() {
        assertThat(text("org.apache.camel", "stderr-without-traces"))
                .contains("it failed")
                .hasLineCount(1);
        assertThat(context.getLogger("org.apache.camel").isAdditive()).isFalse();
    }

    @Test
    void anUnexpectedExceptionHasItsTrace() {
        assertThat(text(Logger.ROOT_LOGGER_NAME, "stderr"))
                .contains("it failed")
                .contains("IllegalStateException: of the sink")
                .contains("\tat " + LogTest.class.getName());
    }

    /** What that appender of that logger writes of a failure. */
    private String text(String logger, String appender) {
        Logger said = context.getLogger(logger);
        LoggingEvent event = new LoggingEvent(
                "", said, Level.WARN, "it failed", new IllegalStateException("of the sink"), new Object[0]);
        OutputStreamAppender<ILoggingEvent> to = (OutputStreamAppender<ILoggingEvent>) said.getAppender(appender);
        return new String(to.getEncoder().encode(event), StandardCharsets.UTF_8).stripTrailing();
    }
}
