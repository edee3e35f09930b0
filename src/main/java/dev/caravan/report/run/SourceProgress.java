package dev.caravan.report.run;

import java.time.Instant;
import java.util.Optional;

/** How far the sources of this process are. */
@FunctionalInterface
public interface SourceProgress {

    /** Everything that arrived before it is in the sinks; empty if no source of this process can say so. */
    Optional<Instant> completeTo();
}
