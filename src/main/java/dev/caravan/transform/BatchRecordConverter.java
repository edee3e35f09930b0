package dev.caravan.transform;

import dev.caravan.record.BatchRecord;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import org.apache.camel.Converter;
import org.apache.camel.TypeConverters;

/** Lets Camel's own steps read a record of a split as bytes, stream or text. */
public final class BatchRecordConverter implements TypeConverters {

    @Converter
    public byte[] toBytes(BatchRecord record) {
        byte[] bytes = record.bytes();
        return bytes == null ? new byte[0] : bytes;
    }

    @Converter
    public InputStream toInputStream(BatchRecord record) {
        return new ByteArrayInputStream(toBytes(record));
    }

    /** @throws CharacterCodingException if the bytes are not UTF-8: they are never repaired */
    @Converter
    public String toText(BatchRecord record) throws CharacterCodingException {
        return StandardCharsets.UTF_8
                .newDecoder()
                .decode(ByteBuffer.wrap(toBytes(record)))
                .toString();
    }
}
