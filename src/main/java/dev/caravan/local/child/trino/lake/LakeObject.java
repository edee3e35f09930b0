package dev.caravan.local.child.trino.lake;

import java.nio.file.Path;
import java.time.Instant;

/**
 * An object of the lake.
 *
 * @param uri {@code s3://BUCKET/KEY}
 * @param file that holds its bytes
 */
record LakeObject(String uri, Path file, long size, Instant modified) {}
