package dev.caravan.generate;

import dev.caravan.generate.profile.TargetKind;

/** Told how far a run is, a few times a second and at its end; from one thread a target. */
@FunctionalInterface
public interface Progress {
    /** Tells nobody. */
    Progress NONE = (kind, target, sent, total, perSecond) -> {};

    /**
     * Says how far the run to one target is.
     *
     * @param target stream or topic
     * @param sent acknowledged records
     * @param total records of the run
     * @param perSecond acknowledged records a second since the run's start
     */
    void update(TargetKind kind, String target, long sent, long total, double perSecond);
}
