package dev.caravan.runtime;

import java.util.List;
import org.apache.camel.CamelContext;
import org.apache.camel.spi.Resource;
import org.apache.camel.support.PluginHelper;

/** The templates that every directory of routes may use; a route is made where a file names one. */
final class RouteTemplates {

    private static final List<String> NAMES = List.of("kafka-to-dynamodb", "kafka-to-lake", "kinesis-to-lake");

    private RouteTemplates() {}

    /** What a context loads beside the files of the directory. */
    static List<Resource> of(CamelContext context) {
        return NAMES.stream()
                .map(name -> "classpath:dev/caravan/templates/" + name + ".yaml")
                .map(PluginHelper.getResourceLoader(context)::resolveResource)
                .toList();
    }
}
