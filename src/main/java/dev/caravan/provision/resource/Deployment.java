package dev.caravan.provision.resource;

import static java.util.Objects.requireNonNull;

import dev.caravan.settings.Settings;
import dev.caravan.settings.SettingsException;
import dev.caravan.usage.Use;
import java.util.List;
import java.util.stream.Stream;

/**
 * All that one deployment wants.
 *
 * @param name the value of the tag {@code caravan:deployment}
 * @param resources in the order in which they are made; removed in the reverse of it
 * @param onRequest what is made after these, if it is asked for
 * @param notes what the routes use and setup leaves alone, with the reason
 */
public record Deployment(String name, List<Resource> resources, List<OnRequest> onRequest, List<String> notes) {

    public Deployment {
        requireNonNull(name, "name");
        resources = List.copyOf(resources);
        onRequest = List.copyOf(onRequest);
        notes = List.copyOf(notes);
    }

    /**
     * @param uses of all routes
     * @throws SettingsException for a setting that cannot be used, or two that contradict each other
     */
    public static Deployment of(List<Use> uses, Settings settings) {
        return new DeploymentPlan(uses, settings).deployment();
    }

    /**
     * The same with the chart in QuickSight.
     *
     * @throws SettingsException if nobody would own it, or there would be nothing in it
     */
    public Deployment withChart() {
        ChartPlan.require(onRequest);
        return new Deployment(
                name, Stream.concat(resources.stream(), onRequest.stream()).toList(), onRequest, notes);
    }
}
