package dev.caravan.generate.profile;

import java.time.Duration;

/** When each record is due, counted from the run's start. */
public sealed interface Pace {
    /** The offset from the run's start at which the record of this index is due. */
    Duration due(long index);

    /** The pace of a rate, 0 for no limit. */
    static Pace perSecond(double rate) {
        return rate == 0 ? new Unlimited() : new Rate(rate);
    }

    /** As fast as the target takes them; all records are due at the start. */
    record Unlimited() implements Pace {
        @Override
        public Duration due(long index) {
            return Duration.ZERO;
        }
    }

    /** Evenly spread, {@code perSecond} records a second. */
    record Rate(double perSecond) implements Pace {
        public Rate {
            if (!(perSecond > 0)) {
                throw new IllegalArgumentException("a rate must be above 0: " + perSecond);
            }
        }

        @Override
        public Duration due(long index) {
            return Duration.ofNanos((long) (index / perSecond * 1e9));
        }
    }

    /** {@code size} records at once, then a pause, so that a burst starts every {@code interval}. */
    record Bursts(int size, Duration interval) implements Pace {
        public Bursts {
            if (size < 1 || interval.isNegative() || interval.isZero()) {
                throw new IllegalArgumentException("a burst needs records and an interval: " + size + ", " + interval);
            }
        }

        @Override
        public Duration due(long index) {
            return interval.multipliedBy(index / size);
        }
    }
}
