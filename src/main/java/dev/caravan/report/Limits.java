package dev.caravan.report;

/**
 * @param topRows rows shown in the mail itself; all others are "n more in the attachment"
 * @param maxRows rows taken from the answer; a mail says when there were more
 * @param maxAttachmentBytes of all files together; beyond it the mail has links instead
 */
public record Limits(int topRows, long maxRows, long maxAttachmentBytes) {

    /** 20 rows in the mail, 1,000,000 in the files, 5 MB. */
    public static final Limits DEFAULT = new Limits(20, 1_000_000, 5L * 1024 * 1024);

    public Limits {
        if (topRows < 1 || maxRows < 1 || maxAttachmentBytes < 0) {
            throw new IllegalArgumentException("Limits of a report are at least 1 row: " + topRows + ", " + maxRows);
        }
    }
}
