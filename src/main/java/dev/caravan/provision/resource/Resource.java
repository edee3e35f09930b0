package dev.caravan.provision.resource;

/** One thing that {@code setup} makes and {@code teardown} removes. */
public sealed interface Resource
        permits LedgerTable,
                ReportTable,
                Bucket,
                KinesisStream,
                KafkaTopic,
                ItemTable,
                LeaseTable,
                GlueDatabase,
                GlueCrawler,
                WorkGroup,
                OnRequest {

    /** Its kind in one or two words, for example {@code bucket}. */
    String kind();

    /** Its name in its service. */
    String name();

    /** What it is to be, in a few words; empty where the name says all. */
    String wanted();

    /** What the ledger calls it: two resources of one deployment never share it. */
    default String id() {
        return kind() + "/" + name();
    }

    /** As in messages: {@code bucket caravan-lake}. */
    default String label() {
        return kind() + " " + name();
    }
}
