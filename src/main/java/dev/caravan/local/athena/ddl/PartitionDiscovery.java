package dev.caravan.local.athena.ddl;

import dev.caravan.local.athena.result.S3Location;
import dev.caravan.local.glue.catalog.CatalogException;
import dev.caravan.local.glue.catalog.Column;
import dev.caravan.local.glue.catalog.Table;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
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
     * The values of each partition that has objects, in the order of the keys of the first ones.
     *
     * @throws CatalogException if S3 refuses to list the table's location
     */
    Set<List<String>> find(Table table) {
        S3Location location = S3Location.parse(table.storageDescriptor().location());
        String prefix = location.resolve("").key();
        Set<List<String>> found = new LinkedHashSet<>();
        try {
            s3.listObjectsV2Paginator(
                            request -> request.bucket(location.bucket()).prefix(prefix))
                    .contents()
                    .forEach(object ->
                            values(object, prefix, table.partitionKeys()).ifPresent(found::add));
        } catch (S3Exception e) {
            throw CatalogException.invalidInput("The objects of table " + table.name() + " at " + location
                    + " cannot be listed: " + e.getMessage());
        }
        return found;
    }

    private static Optional<List<String>> values(S3Object object, String prefix, List<Column> keys) {
        String[] folders = object.key().substring(prefix.length()).split("/", -1);
        if (folders.length <= keys.size()) {
            return Optional.empty();
        }
        List<String> values = new ArrayList<>();
        for (int i = 0; i < keys.size(); i++) {
            String[] keyAndValue = folders[i].split("=", 2);
            if (keyAndValue.length < 2
                    || !keyAndValue[0].equalsIgnoreCase(keys.get(i).name())) {
                return Optional.empty();
            }
            // a plus stands for itself in Hive's paths
            values.add(URLDecoder.decode(keyAndValue[1].replace("+", "%2B"), StandardCharsets.UTF_8));
        }
        return Optional.of(values);
    }
}
