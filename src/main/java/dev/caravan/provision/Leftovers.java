package dev.caravan.provision;

import dev.caravan.aws.AwsFailures;
import dev.caravan.provision.service.TaggedResources;
import java.util.ArrayList;
import java.util.List;
import software.amazon.awssdk.core.exception.SdkException;

/**
 * What is still there of a deployment.
 *
 * @param resources each as {@code KIND NAME}
 * @param problems places that could not be looked through, and why
 */
public record Leftovers(List<String> resources, List<String> problems) {

    public Leftovers {
        resources = List.copyOf(resources);
        problems = List.copyOf(problems);
    }

    static Leftovers in(List<TaggedResources> places) {
        List<String> resources = new ArrayList<>();
        List<String> problems = new ArrayList<>();
        for (TaggedResources place : places) {
            try {
                resources.addAll(place.find());
            } catch (SdkException e) {
                problems.add(AwsFailures.classify("Looking through the " + place.place(), e)
                        .getMessage());
            }
        }
        return new Leftovers(resources, problems);
    }

    /** Nothing is left, as far as could be seen everywhere. */
    public boolean isNothing() {
        return resources.isEmpty() && problems.isEmpty();
    }
}
