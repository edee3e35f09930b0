package dev.caravan.transform;

import java.util.Arrays;
import java.util.Locale;

/** What a {@code records:} step does. */
public enum RecordsOperation {
    /** Parse strictly and check against a JSON schema. */
    VALIDATE,
    /** Keep the named fields, in the named order. */
    SELECT,
    /** Set one field from the batch. */
    SET;

    static RecordsOperation parse(String name) {
        return Arrays.stream(values())
                .filter(operation -> operation.name().toLowerCase(Locale.ROOT).equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "records:" + name + " is unknown; it is one of records:validate, records:select, records:set"));
    }
}
