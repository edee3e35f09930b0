package dev.caravan.docs;

import java.util.List;

/** A box of the picture: a title in bold and lines below it. Coordinates are pixels of the picture. */
record Box(Kind kind, int x, int y, int width, int height, String title, List<String> lines) {

    static final int TITLE_SIZE = 14;
    static final int LINE_SIZE = 12;
    private static final int LINE_HEIGHT = 16;
    private static final int PADDING = 8;

    /** Wide enough for the letters of common sans-serif fonts, in thousandths of the font's size. */
    private static final int BOLD_LETTER = 620;

    private static final int LETTER = 560;

    /** What a box stands for, by its colours. */
    enum Kind {
        STREAM("#e3effb", "#3b77b0"),
        ROUTE("#ffffff", "#3d4853"),
        STORE("#e6f4e6", "#3c873c"),
        REJECTED("#fbe6e3", "#b4483c"),
        QUERY("#f0e8fa", "#7a52a8");

        private final String fill;
        private final String stroke;

        Kind(String fill, String stroke) {
            this.fill = fill;
            this.stroke = stroke;
        }
    }

    Box {
        lines = List.copyOf(lines);
    }

    int right() {
        return x + width;
    }

    int bottom() {
        return y + height;
    }

    boolean overlaps(Box other) {
        return x < other.right() && other.x < right() && y < other.bottom() && other.y < bottom();
    }

    /** True if title and lines stay inside, in whatever font the viewer has. */
    boolean holdsItsText() {
        int widest = TITLE_SIZE * BOLD_LETTER * title.length() / 1000;
        for (String line : lines) {
            widest = Math.max(widest, LINE_SIZE * LETTER * line.length() / 1000);
        }
        return widest + 2 * PADDING <= width && textHeight() + PADDING <= height;
    }

    String svg() {
        int top = y + (height - textHeight()) / 2;
        StringBuilder svg = new StringBuilder();
        svg.append("<rect x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\" rx=\"6\" fill=\"%s\" stroke=\"%s\"/>\n"
                .formatted(x, y, width, height, kind.fill, kind.stroke));
        svg.append(text(top + TITLE_SIZE, "font-size=\"" + TITLE_SIZE + "\" font-weight=\"bold\"", title));
        for (int i = 0; i < lines.size(); i++) {
            int base = top + TITLE_SIZE + (i + 1) * LINE_HEIGHT + 2;
            svg.append(text(base, "font-size=\"" + LINE_SIZE + "\" fill=\"#3d4853\"", lines.get(i)));
        }
        return svg.toString();
    }

    private int textHeight() {
        return TITLE_SIZE + 4 + lines.size() * LINE_HEIGHT;
    }

    private String text(int base, String style, String text) {
        return "<text x=\"%d\" y=\"%d\" text-anchor=\"middle\" %s>%s</text>\n"
                .formatted(x + width / 2, base, style, text);
    }
}
