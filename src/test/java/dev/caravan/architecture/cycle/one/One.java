package dev.caravan.architecture.cycle.one;

import dev.caravan.architecture.cycle.two.Two;

/** Half of a planted cycle: shows that the rule can fail. */
public record One(Two two) {}
