package dev.caravan.report.mail;

import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.ZipFile;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamReader;

/** Reads workbooks with nothing of what wrote them. */
public final class Workbooks {

    private Workbooks() {}

    /** The cells of all sheets, one after the other; a formula is {@code FORMULA}. */
    public static List<List<String>> rows(byte[] workbook) throws Exception {
        Path file = Files.createTempFile("workbook", ".xlsx");
        try {
            Files.write(file, workbook);
            return rows(file);
        } finally {
            Files.delete(file);
        }
    }

    /** The same of a file. */
    public static List<List<String>> rows(Path file) throws Exception {
        List<List<String>> rows = new ArrayList<>();
        try (ZipFile zip = new ZipFile(file.toFile())) {
            for (int i = 1; zip.getEntry(sheet(i)) != null; i++) {
                try (InputStream sheet = zip.getInputStream(zip.getEntry(sheet(i)))) {
                    read(sheet, rows);
                }
            }
        }
        return rows;
    }

    private static String sheet(int number) {
        return "xl/worksheets/sheet" + number + ".xml";
    }

    private static void read(InputStream sheet, List<List<String>> rows) throws Exception {
        XMLStreamReader xml = XMLInputFactory.newFactory().createXMLStreamReader(sheet);
        while (xml.hasNext()) {
            if (xml.next() == XMLStreamConstants.START_ELEMENT) {
                switch (xml.getLocalName()) {
                    case "row" -> rows.add(new ArrayList<>());
                    case "v", "t" -> rows.get(rows.size() - 1).add(xml.getElementText());
                    case "f" -> rows.get(rows.size() - 1).add("FORMULA");
                    default -> {}
                }
            }
        }
    }
}
