package dev.caravan.provision.service;

import static java.util.Objects.requireNonNull;

import java.util.Map;

/** {@code caravan:deployment=NAME}: the mark of what {@code setup} made, without which {@code teardown} deletes nothing. */
public record DeploymentTag(String deployment) {

    /** The tag's key. */
    public static final String KEY = "caravan:deployment";

    public DeploymentTag {
        requireNonNull(deployment, "deployment");
    }

    /** @param tags of a resource, by key */
    public boolean isIn(Map<String, String> tags) {
        return deployment.equals(tags.get(KEY));
    }

    /**
     * @param tags of a resource, by key
     * @param put puts this one on it
     */
    Tagging in(Map<String, String> tags, Runnable put) {
        if (isIn(tags)) {
            return new Tagging.Ours();
        }
        return tags.containsKey(KEY) ? new Tagging.Others() : new Tagging.Untagged(put);
    }

    /** The tag alone, as calls take it that want a map. */
    public Map<String, String> asMap() {
        return Map.of(KEY, deployment);
    }
}
