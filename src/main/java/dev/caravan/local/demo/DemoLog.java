package dev.caravan.local.demo;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.FileAppender;
import dev.caravan.failure.FileReason;
import dev.caravan.settings.SettingsException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.slf4j.LoggerFactory;

/** Sends the log to a file of the demo's data directory, so that the demo's own lines can be read. */
final class DemoLog {

    private static final String PATTERN = "%d{HH:mm:ss.SSS} %-5level [%thread] %logger{24} %msg%n%ex";

    private DemoLog() {}

    /**
     * Call before any other thread logs. The file is written anew by every demo.
     *
     * @return the file
     * @throws SettingsException if the directory cannot be written to
     */
    static Path start(Path dataDirectory) {
        Path file = dataDirectory.resolve("demo.log");
        try {
            Files.writeString(file, "");
        } catch (IOException e) {
            throw new SettingsException("Cannot write the demo's log " + file + ": " + FileReason.of(e)
                    + ". Name another directory with --data");
        }
        LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
        PatternLayoutEncoder encoder = new PatternLayoutEncoder();
        encoder.setContext(context);
        encoder.setCharset(StandardCharsets.UTF_8);
        encoder.setPattern(PATTERN);
        encoder.start();
        FileAppender<ILoggingEvent> appender = new FileAppender<>();
        appender.setContext(context);
        appender.setFile(file.toString());
        appender.setEncoder(encoder);
        appender.start();
        Logger root = context.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
        // Some have an appender of their own.
        for (Logger logger : context.getLoggerList()) {
            logger.detachAndStopAllAppenders();
            logger.setAdditive(true);
        }
        root.addAppender(appender);
        return file;
    }
}
