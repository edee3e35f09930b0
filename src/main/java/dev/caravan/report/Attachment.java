package dev.caravan.report;

/** A file with all rows that goes with a report's mail. */
public enum Attachment {
    CSV,
    XLSX
}
