package dev.caravan.provision.quicksight;

import static java.util.Objects.requireNonNull;

import dev.caravan.provision.resource.ChartData;
import java.util.List;
import software.amazon.awssdk.services.glue.GlueClient;
import software.amazon.awssdk.services.glue.model.EntityNotFoundException;
import software.amazon.awssdk.services.glue.model.Table;

/** Tables that crawlers made of a lake: known by where their objects lie, since crawlers name them as they like. */
public final class LakeTables {

    private final GlueClient glue;

    public LakeTables(GlueClient glue) {
        this.glue = requireNonNull(glue, "glue");
    }

    /** Names in alphabetical order of those that have the column; empty before the first crawl. */
    List<String> of(ChartData data) {
        try {
            return glue.getTablesPaginator(get -> get.databaseName(data.database())).stream()
                    .flatMap(page -> page.tableList().stream())
                    .filter(table -> data.places().stream().anyMatch(place -> isOver(table, place)))
                    .filter(table -> has(table, data.column()))
                    .map(Table::name)
                    .sorted()
                    .toList();
        } catch (EntityNotFoundException e) {
            // No database, no tables.
            return List.of();
        }
    }

    private static boolean isOver(Table table, String place) {
        String location = table.storageDescriptor() == null
                ? ""
                : String.valueOf(table.storageDescriptor().location());
        return folder(location).startsWith(folder(place));
    }

    private static String folder(String location) {
        return location.endsWith("/") ? location : location + "/";
    }

    private static boolean has(Table table, String column) {
        return table.storageDescriptor().columns().stream()
                .anyMatch(each -> each.name().equalsIgnoreCase(column));
    }
}
