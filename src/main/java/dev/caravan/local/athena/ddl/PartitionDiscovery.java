package dev.caravan.local.athena.ddl;

import dev.caravan.local.athena.result.S3Location;
import dev.caravan.local.glue.catalog.CatalogException;
import dev.caravan.local.glue.catalog.Column;
import dev.caravan.local.glue.catalog.Table;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.S3Object;

/** Finds table partitions by the {@code key=value} folders below a table's location. */
final class PartitionDiscovery {
    private final S3Client s3;

    PartitionDiscovery(S3Client s3) {
        this.s3 = s3;
    }

    /**
     * The values of each partition that has objects, with its location, in the order of the keys of the first ones.
     *
     * @throws CatalogException if S3 refuses to list the table's location
     */
    Map<List<String>, String> find(Table table) {
        S3Location location = S3Location.parse(table.storageDescriptor().location());
        String prefix = location.resolve("").key();
        Map<List<String>, String> found = new LinkedHashMap<>();
        try {
            s3.listObjectsV2Paginator(
                            request -> request.bucket(location.bucket()).prefix(prefix))
                    .contents()
                    .forEach(object -> folders(
                                    object, prefix, table.partitionKeys().size())
                            .forEach(folders -> add(found, folders, table, location)));
        } catch (S3Exception e) {
            throw CatalogException.invalidInput("The objects of table " + table.name() + " at " + location
                    + " cannot be listed: " + e.getMessage());
        }
        return found;
    }

    private static void add(Map<List<String>, String> found, List<String> folders, Table table, S3Location base) {
        values(folders, table.partitionKeys())
                .ifPresent(values -> found.putIfAbsent(
                        values, base.resolve(String.join("/", folders) + "/").toString()));
    }

    /** The first folders of an object below the table's location, as many as there are keys; none if it has fewer. */
    private static Stream<List<String>> folders(S3Object object, String prefix, int keys) {
        List<String> names = List.of(object.key().substring(prefix.length()).split("/", -1));
        return names.size() <= keys ? Stream.empty() : Stream.of(names.subList(0, keys));
    }

    /** Keys of folders must be in lower case, as in Athena. */
    private static Optional<List<String>> values(List<String> folders, List<Column> keys) {
        List<String> values = new ArrayList<>();
        for (int i = 0; i < keys.size(); i++) {
            String[] keyAndValue = folders.get(i).split("=", 2);
            if (keyAndValue.length < 2
                    || !keyAndValue[0].equals(keys.get(i).name().toLowerCase(Locale.ROOT))) {
                return Optional.empty();
            }
            // a plus stands for itself in Hive's paths
            values.add(URLDecoder.decode(keyAndValue[1].replace("+", "%2B"), StandardCharsets.UTF_8));
        }
        return Optional.of(values);
    }
}
