package dev.caravan.local.glue.crawl;

import dev.caravan.local.glue.infer.Compression;
import dev.caravan.local.glue.infer.FileContent.Records;
import dev.caravan.local.glue.infer.FileFormat;

/** What objects of one table must have in common to be read alike. */
record Layout(FileFormat format, Compression compression) {
    static Layout of(Records records) {
        return new Layout(records.format(), records.compression());
    }
}
