package dev.caravan.local.glue.crawl;

/** What a crawl does with tables that changed and with tables whose objects are gone; AWS's values and defaults. */
public record SchemaChangePolicy(UpdateBehavior updateBehavior, DeleteBehavior deleteBehavior) {

    /** When columns, format or partition keys of a table changed. New tables and partitions are always added. */
    public enum UpdateBehavior {
        LOG,
        UPDATE_IN_DATABASE
    }

    /** When a table or partition that this crawler made is not found any more. */
    public enum DeleteBehavior {
        LOG,
        DELETE_FROM_DATABASE,
        /** The parameter {@code DEPRECATED_BY_CRAWLER} is set, to the time in milliseconds. */
        DEPRECATE_IN_DATABASE
    }

    public static final SchemaChangePolicy DEFAULT =
            new SchemaChangePolicy(UpdateBehavior.UPDATE_IN_DATABASE, DeleteBehavior.DEPRECATE_IN_DATABASE);

    /** The only one that a crawl of new folders only may have. */
    public static final SchemaChangePolicy LOG_ONLY = new SchemaChangePolicy(UpdateBehavior.LOG, DeleteBehavior.LOG);

    public SchemaChangePolicy {
        updateBehavior = updateBehavior == null ? UpdateBehavior.UPDATE_IN_DATABASE : updateBehavior;
        deleteBehavior = deleteBehavior == null ? DeleteBehavior.DEPRECATE_IN_DATABASE : deleteBehavior;
    }
}
