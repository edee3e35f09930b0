package dev.caravan.provision.service;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import software.amazon.awssdk.core.exception.SdkServiceException;

/** Compares a resource with what is wanted, setting by setting, and keeps which of them the endpoint does not know. */
public final class Comparison {

    private final List<Change> changes = new ArrayList<>();
    private final List<String> unsupported = new ArrayList<>();
    private Tagging tagging = new Tagging.Unsupported();

    /**
     * For what has tags at all.
     *
     * @param read all tags by key
     * @param put puts the deployment's tag on what has none of any deployment
     */
    public Comparison tags(DeploymentTag tag, Supplier<Map<String, String>> read, Runnable put) {
        try {
            tagging = tag.in(read.get(), put);
        } catch (SdkServiceException e) {
            unsupported.add(NotSupported.in("tags", e));
        }
        return this;
    }

    /** @param read what has to change, if anything has */
    public Comparison setting(String name, Supplier<Optional<Change>> read) {
        try {
            read.get().ifPresent(changes::add);
        } catch (SdkServiceException e) {
            unsupported.add(NotSupported.in(name, e));
        }
        return this;
    }

    /** @param identity see {@link State.Found} */
    public State.Found found(String identity) {
        return new State.Found(tagging, identity, changes, unsupported);
    }
}
