package dev.caravan.observe;

import ch.qos.logback.classic.pattern.ThrowableHandlingConverter;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.IThrowableProxy;

/**
 * Instead of a stack trace what the innermost exception says, on one line; nothing if the message says it. For patterns of
 * logback.xml.
 */
public final class OneLineCause extends ThrowableHandlingConverter {

    private static final int LONGEST = 300;

    @Override
    public String convert(ILoggingEvent event) {
        IThrowableProxy root = root(event.getThrowableProxy());
        if (root == null) {
            return "";
        }
        String type = root.getClassName().substring(root.getClassName().lastIndexOf('.') + 1);
        String reason = root.getMessage();
        if (reason == null || reason.isBlank()) {
            return type;
        }
        return event.getFormattedMessage().contains(reason) ? "" : type + ": " + shortened(Escapes.of(reason));
    }

    /** Null for null. */
    static IThrowableProxy root(IThrowableProxy failure) {
        IThrowableProxy root = failure;
        while (root != null && root.getCause() != null) {
            root = root.getCause();
        }
        return root;
    }

    private static String shortened(String reason) {
        return reason.length() <= LONGEST ? reason : reason.substring(0, LONGEST) + "...";
    }
}
