package dev.caravan.local.glue.infer;

/** What an object was found to hold. */
public sealed interface FileContent {

    /** No records: zero bytes, or only white space. */
    record Empty() implements FileContent {}

    /**
     * Something that cannot be read here.
     *
     * @param reason continues "the object is …" for the user
     */
    record Unsupported(String reason) implements FileContent {}

    /**
     * Records.
     *
     * @param records how many the sample holds
     * @param sampledBytes how many bytes of the object, as stored, they take
     */
    record Records(FileFormat format, Compression compression, RecordSchema schema, long records, long sampledBytes)
            implements FileContent {}
}
