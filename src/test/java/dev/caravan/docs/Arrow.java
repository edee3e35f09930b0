package dev.caravan.docs;

/** A straight arrow between two boxes that lie side by side or one above the other. */
record Arrow(Box from, Box to, String label) {

    private static final int HEAD = 8;

    /** @throws IllegalArgumentException if no straight line leads from one to the other */
    Arrow {
        boolean besides = from.y() < to.bottom() && to.y() < from.bottom();
        boolean above = from.x() < to.right() && to.x() < from.right();
        if (besides == above) {
            throw new IllegalArgumentException("No straight arrow from " + from.title() + " to " + to.title());
        }
    }

    static Arrow of(Box from, Box to) {
        return new Arrow(from, to, "");
    }

    String svg() {
        boolean level = from.y() < to.bottom() && to.y() < from.bottom();
        return level ? level() : upright();
    }

    private String level() {
        int y = middle(from.y(), from.bottom(), to.y(), to.bottom());
        boolean toTheRight = from.x() < to.x();
        int start = toTheRight ? from.right() : from.x();
        int tip = toTheRight ? to.x() : to.right();
        int back = toTheRight ? tip - HEAD : tip + HEAD;
        return line(start, y, back, y)
                + head("%d,%d %d,%d %d,%d".formatted(tip, y, back, y - 5, back, y + 5))
                + label((start + tip) / 2, y - 7, "middle");
    }

    private String upright() {
        int x = middle(from.x(), from.right(), to.x(), to.right());
        boolean down = from.y() < to.y();
        int start = down ? from.bottom() : from.y();
        int tip = down ? to.y() : to.bottom();
        int back = down ? tip - HEAD : tip + HEAD;
        return line(x, start, x, back)
                + head("%d,%d %d,%d %d,%d".formatted(x, tip, x - 5, back, x + 5, back))
                + label(x + 9, (start + tip) / 2 + 4, "start");
    }

    /** The middle of what two ranges have in common. */
    private static int middle(int start, int end, int otherStart, int otherEnd) {
        return (Math.max(start, otherStart) + Math.min(end, otherEnd)) / 2;
    }

    private static String line(int x1, int y1, int x2, int y2) {
        return "<line x1=\"%d\" y1=\"%d\" x2=\"%d\" y2=\"%d\" stroke=\"#3d4853\" stroke-width=\"1.5\"/>\n"
                .formatted(x1, y1, x2, y2);
    }

    private static String head(String points) {
        return "<polygon points=\"" + points + "\" fill=\"#3d4853\"/>\n";
    }

    private String label(int x, int y, String anchor) {
        return label.isEmpty()
                ? ""
                : "<text x=\"%d\" y=\"%d\" text-anchor=\"%s\" font-size=\"12\" fill=\"#5b6670\">%s</text>\n"
                        .formatted(x, y, anchor, label);
    }
}
