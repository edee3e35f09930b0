package dev.caravan.shipped;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.joran.JoranConfigurator;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** What the shipped configuration of the log shows of an exception. */
class LogTest {

    @Test
    void camelsWarningsAreOneLineAndAnUnexpectedExceptionOfOursHasItsTrace() throws Exception {
        // Given
        Exception failure = new IllegalStateException("of the sink");
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        PrintStream before = System.err;
        System.setErr(new PrintStream(bytes, true, StandardCharsets.UTF_8));
        LoggerContext context = new LoggerContext();
        try {
            JoranConfigurator configurator = new JoranConfigurator();
            configurator.setContext(context);
            configurator.doConfigure(Path.of("src/main/resources/logback.xml").toFile());

            // When
            context.getLogger("org.apache.camel.component.timer.TimerConsumer").warn("The timer said", failure);
            context.getLogger("dev.caravan.source.Source").error("The source said", failure);
        } finally {
            System.setErr(before);
            context.stop();
        }

        // Then
        String log = bytes.toString(StandardCharsets.UTF_8);
        assertThat(log.lines().toList().get(0)).contains("The timer said");
        assertThat(log.lines().toList().get(1)).contains("The source said");
        assertThat(log).contains("\tat dev.caravan.shipped.LogTest");
    }
}
