package dev.caravan.lake;

import dev.caravan.object.ObjectContent;

/** What one Hive partition of a batch holds, before it has a name. */
final class EncodedObject {

    private final String folders;
    private final ObjectContent content;
    private final int rows;

    EncodedObject(String folders, ObjectContent content, int rows) {
        this.folders = folders;
        this.content = content;
        this.rows = rows;
    }

    /** The Hive folders below the prefix, or empty. */
    String folders() {
        return folders;
    }

    ObjectContent content() {
        return content;
    }

    /** Records in it, 1 or more. */
    int rows() {
        return rows;
    }
}
