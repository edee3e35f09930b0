package dev.caravan.runtime;

import java.util.List;
import java.util.stream.Collectors;

/** The templates that every directory of routes may use; a route is made where a file names one. */
final class RouteTemplates {

    /** What Camel loads beside the files of the directory. */
    static final String PATTERN = List.of("kafka-to-dynamodb", "kafka-to-lake", "kinesis-to-lake").stream()
            .map(name -> "classpath:dev/caravan/templates/" + name + ".yaml")
            .collect(Collectors.joining(","));

    private RouteTemplates() {}
}
