package dev.caravan.local.glue.crawl;

/**
 * An object as a listing names it.
 *
 * @param key the whole object key
 * @param size in bytes, as stored
 */
record LakeObject(String key, long size) {
    /** The part of the key after the last slash. */
    String name() {
        return key.substring(key.lastIndexOf('/') + 1);
    }

    /** Everything behind the first dot of the name, a hint that objects hold the same. */
    String extension() {
        int dot = name().indexOf('.');
        return dot < 0 ? "" : name().substring(dot);
    }
}
