package dev.caravan.generate.send;

import dev.caravan.generate.sequence.GeneratedRecord;

/** Told what became of each record. Called from several threads. */
public interface Outcomes {
    /** The target has confirmed it; called once a record. */
    void acknowledged(GeneratedRecord generated);

    /** An attempt ended without an answer: one more copy may or may not be there. May be called several times a record. */
    void uncertain(GeneratedRecord generated);
}
