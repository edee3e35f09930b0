package dev.caravan.report.mail.file;

import dev.caravan.report.QueryResult.Column;
import java.util.regex.Pattern;

/** Texts that a spreadsheet takes for texts (OWASP, "CSV Injection"). */
final class Neutral {

    /** What begins a formula, wide forms as well, or is left away by some program before it looks for one. */
    private static final String BEGINNINGS = "=+-@\t\r\n＝＋－＠";

    private static final Pattern NUMBER = Pattern.compile("[+-]?\\d+(\\.\\d+)?([eE][+-]?\\d+)?");

    private Neutral() {}

    /** With an apostrophe before what could be a formula. */
    static String text(String cell) {
        return cell.isEmpty() || BEGINNINGS.indexOf(cell.charAt(0)) < 0 ? cell : "'" + cell;
    }

    /** Whether the column has numbers and this is one, so that it is none of a stranger's texts. */
    static boolean isNumber(Column column, String cell) {
        return column.isNumber() && NUMBER.matcher(cell).matches();
    }
}
