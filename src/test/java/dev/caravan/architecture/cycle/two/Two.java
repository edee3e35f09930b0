package dev.caravan.architecture.cycle.two;

import dev.caravan.architecture.cycle.one.One;

/** The other half of a planted cycle. */
public record Two(One one) {}
