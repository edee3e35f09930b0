package dev.caravan.policy;

import dev.caravan.reconcile.Place;
import dev.caravan.report.AthenaSettings;
import java.util.List;
import java.util.stream.Stream;

/**
 * What a query on Athena needs. Athena reads catalog and data and writes the result with the permissions of whoever asks.
 */
final class QueryGrants {

    private QueryGrants() {}

    /** Nothing if the settings name no work group or database. */
    static Stream<Statement> of(PolicySettings settings, Inventory inventory) {
        return settings.athena().stream().flatMap(athena -> statements(settings, inventory, athena));
    }

    private static Stream<Statement> statements(PolicySettings settings, Inventory inventory, AthenaSettings athena) {
        List<Place> results = settings.results().stream().toList();
        return Stream.of(
                        Stream.of(
                                Statement.allow(
                                        "RunQueries",
                                        List.of(
                                                "athena:StartQueryExecution",
                                                "athena:GetQueryExecution",
                                                "athena:GetQueryResults",
                                                "athena:StopQueryExecution",
                                                "athena:GetWorkGroup"),
                                        List.of(settings.arns().workGroup(athena.workGroup()))),
                                Statement.allow(
                                        "ReadCatalog",
                                        List.of(
                                                "glue:GetDatabase",
                                                "glue:GetTable",
                                                "glue:GetTables",
                                                "glue:GetPartition",
                                                "glue:GetPartitions",
                                                "glue:BatchGetPartition"),
                                        settings.arns().tablesOf(athena.database())),
                                // Athena looks for it whatever the query is about (its user guide, "Configure access
                                // to databases and tables in the AWS Glue Data Catalog").
                                Statement.allow(
                                        "SeeDefaultDatabase",
                                        List.of("glue:GetDatabase"),
                                        settings.arns().databaseOnly("default"))),
                        ObjectGrants.objects("ReadData", List.of("s3:GetObject"), inventory.data()),
                        ObjectGrants.listing("ListData", inventory.data()),
                        locations(Stream.concat(inventory.data().stream(), results.stream())
                                .toList()),
                        ObjectGrants.objects(
                                "KeepResults",
                                List.of(
                                        "s3:GetObject",
                                        "s3:PutObject",
                                        "s3:AbortMultipartUpload",
                                        "s3:ListMultipartUploadParts"),
                                results),
                        ObjectGrants.listing("ListResults", results),
                        uploads(results))
                .flatMap(each -> each);
    }

    private static Stream<Statement> locations(List<Place> places) {
        return places.isEmpty()
                ? Stream.of()
                : Stream.of(Statement.allow(
                        "LocateBuckets", List.of("s3:GetBucketLocation"), ObjectGrants.buckets(places)));
    }

    private static Stream<Statement> uploads(List<Place> results) {
        return results.isEmpty()
                ? Stream.of()
                : Stream.of(Statement.allow(
                        "ListUploads", List.of("s3:ListBucketMultipartUploads"), ObjectGrants.buckets(results)));
    }
}
