package dev.caravan.generate.sequence;

import java.util.OptionalLong;
import java.util.UUID;

/** Which index of a run is good, late, bad or a repeat, and each good record's id. */
public final class Slots {
    private static final int ATTEMPTS = 64;
    private static final long VERSION_MASK = 0xFFFFFFFFFFFF0FFFL;
    private static final long VERSION_4 = 0x4000L;
    private static final long VARIANT_MASK = 0x3FFFFFFFFFFFFFFFL;
    private static final long VARIANT = 0x8000000000000000L;

    private final Composition composition;
    private final Randomness randomness;
    private final Shuffle shuffle;

    public Slots(RunKey key, Composition composition) {
        this.composition = composition;
        this.randomness = key.randomness();
        this.shuffle = new Shuffle(composition.total(), randomness);
    }

    /** What the record of this index is; a repeat always means an earlier good record. */
    public Slot slot(long index) {
        long position = shuffle.position(index);
        if (position < composition.bad()) {
            int kind = (int) (position % composition.kinds().size());
            return new Slot.Bad(composition.kinds().get(kind));
        }
        position -= composition.bad();
        if (position < composition.repeats()) {
            OptionalLong original = original(index);
            // the first records have nothing to repeat
            return original.isPresent() ? new Slot.Repeat(original.getAsLong()) : new Slot.Good(false);
        }
        return new Slot.Good(position - composition.repeats() < composition.late());
    }

    /** The id of the record of this index, unique over all runs. */
    public UUID id(long index) {
        long high = (randomness.word(Purpose.ID_HIGH, index) & VERSION_MASK) | VERSION_4;
        long low = (randomness.word(Purpose.ID_LOW, index) & VARIANT_MASK) | VARIANT;
        return new UUID(high, low);
    }

    private OptionalLong original(long index) {
        for (int attempt = 0; index > 0 && attempt < ATTEMPTS; attempt++) {
            long candidate = randomness.below(Purpose.REPEATED, index * ATTEMPTS + attempt, index);
            if (shuffle.position(candidate) >= composition.bad() + composition.repeats()) {
                return OptionalLong.of(candidate);
            }
        }
        return OptionalLong.empty();
    }
}
