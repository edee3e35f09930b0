package dev.caravan.routes;

/** What one look at the files of routes saw; equal if it saw the same. */
sealed interface Look permits RouteSet, Look.Unreadable {

    /** @param reason in words */
    record Unreadable(String reason) implements Look {}
}
