package dev.caravan.runtime;

import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;

/** What a YAML parser complains about, in one line instead of a snippet. */
final class YamlPlace {

    private YamlPlace() {}

    /** {@code line 4, column 9: PROBLEM}; lines and columns from 1. */
    static String describe(MarkedYamlEngineException failure) {
        String place = failure.getProblemMark()
                .map(mark -> "line " + (mark.getLine() + 1) + ", column " + (mark.getColumn() + 1) + ": ")
                .orElse("");
        return place + failure.getProblem();
    }
}
