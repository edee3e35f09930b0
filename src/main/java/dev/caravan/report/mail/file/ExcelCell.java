package dev.caravan.report.mail.file;

import dev.caravan.report.QueryResult.Column;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import java.util.regex.Pattern;
import org.dhatim.fastexcel.Worksheet;

/** One of Athena's cells as one of Excel's. What Excel cannot hold exactly is a text. */
final class ExcelCell {

    /** Excel's numbers are doubles, of which 15 digits are sure. */
    private static final int EXACT_DIGITS = 15;

    private static final int MAX_TEXT = 32_767;
    private static final int FIRST_YEAR = 1900;
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss[.SSS]");

    private static final Pattern NO_XML = Pattern.compile("[\\x00-\\x08\\x0B\\x0C\\x0E-\\x1F\\uFFFE\\uFFFF]|\\p{Cs}");

    private ExcelCell() {}

    static void write(Worksheet sheet, int row, int index, Column column, String cell) {
        if (Neutral.isNumber(column, cell) && new BigDecimal(cell).precision() <= EXACT_DIGITS) {
            sheet.value(row, index, Double.valueOf(cell));
        } else if (column.type().equals("boolean")) {
            sheet.value(row, index, Boolean.valueOf(cell));
        } else {
            Optional<LocalDateTime> time = time(column, cell);
            if (time.isPresent()) {
                sheet.value(row, index, time.get());
                sheet.style(row, index)
                        .format(column.type().equals("date") ? "yyyy-mm-dd" : "yyyy-mm-dd hh:mm:ss")
                        .set();
            } else {
                sheet.inlineString(row, index, text(cell));
            }
        }
    }

    private static Optional<LocalDateTime> time(Column column, String cell) {
        try {
            return switch (column.type()) {
                case "date" -> counted(LocalDate.parse(cell).atStartOfDay());
                case "timestamp", "timestamp(3)" -> counted(LocalDateTime.parse(cell, TIME));
                default -> Optional.empty();
            };
        } catch (DateTimeParseException e) {
            // A year of five digits, for example: it stays what Athena wrote.
            return Optional.empty();
        }
    }

    /** Excel counts days from 1900 to 9999; in its first weeks there is a day too many. */
    private static Optional<LocalDateTime> counted(LocalDateTime time) {
        return time.getYear() > FIRST_YEAR && time.getYear() <= 9999 ? Optional.of(time) : Optional.empty();
    }

    /** Without characters that XML cannot hold, and not longer than Excel takes. */
    static String text(String cell) {
        String plain = NO_XML.matcher(cell).replaceAll("\uFFFD");
        return plain.length() <= MAX_TEXT ? plain : plain.substring(0, end(plain)) + "…";
    }

    private static int end(String text) {
        return Character.isHighSurrogate(text.charAt(MAX_TEXT - 2)) ? MAX_TEXT - 2 : MAX_TEXT - 1;
    }
}
