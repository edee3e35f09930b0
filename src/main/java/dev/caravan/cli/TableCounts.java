package dev.caravan.cli;

import dev.caravan.aws.AwsClients;
import dev.caravan.aws.AwsFailures;
import dev.caravan.reconcile.Place;
import dev.caravan.report.AthenaQueries;
import dev.caravan.report.AthenaSettings;
import dev.caravan.settings.Settings;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.glue.model.Column;
import software.amazon.awssdk.services.glue.model.Table;

/** Asks Athena how many rows the table over a place has; the catalog says which table that is. */
final class TableCounts {

    private final AwsClients clients;
    private final AthenaSettings athena;
    private final AthenaQueries queries;

    TableCounts(Settings settings, AwsClients clients) {
        this.clients = clients;
        this.athena = AthenaSettings.from(settings);
        this.queries = new AthenaQueries(clients.athena(), athena);
    }

    /**
     * Empty if there is no table.
     *
     * @throws dev.caravan.report.QueryFailedException with Athena's reason
     */
    OptionalLong rows(Place place) {
        return table(place).map(this::rows).map(OptionalLong::of).orElseGet(OptionalLong::empty);
    }

    private long rows(Table table) {
        String name = '"' + table.name().replace("\"", "\"\"") + '"';
        String rows = isArrays(table) ? "coalesce(sum(cardinality(\"array\")), 0)" : "count(*)";
        return Long.parseLong(
                queries.run("SELECT " + rows + " FROM " + name).rows().next().get(0));
    }

    private Optional<Table> table(Place place) {
        try {
            return clients.glue().getTablesPaginator(tables -> tables.databaseName(athena.database())).stream()
                    .flatMap(page -> page.tableList().stream())
                    .filter(table -> table.storageDescriptor() != null
                            && table.storageDescriptor().location() != null
                            && (table.storageDescriptor().location() + "/")
                                    .replaceFirst("/+$", "/")
                                    .equals(place.toString()))
                    .findFirst();
        } catch (SdkException e) {
            throw AwsFailures.classify("GetTables of " + athena.database(), e);
        }
    }

    /** A crawler makes one column {@code array} of objects that are one JSON array each. */
    private static boolean isArrays(Table table) {
        List<Column> columns = table.storageDescriptor().columns();
        return columns.size() == 1
                && columns.get(0).name().equals("array")
                && columns.get(0).type().startsWith("array<");
    }
}
