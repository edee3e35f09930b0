package dev.caravan.local.demo;

import java.nio.file.Path;
import java.util.OptionalLong;

/**
 * What a demo does.
 *
 * @param records to each target
 * @param seed instead of the profile's
 * @param profile the generator profile
 * @param stay keeps everything up after the verdict
 */
record DemoPlan(long records, OptionalLong seed, Path dataDirectory, Path routes, Path profile, boolean stay) {}
