package dev.caravan.local.athena.ddl;

import java.util.List;

/** What a statement prints: columns for the result's description, and lines. */
record DdlOutput(List<String> columns, List<String> lines) {
    static final DdlOutput NOTHING = new DdlOutput(List.of(), List.of());
}
