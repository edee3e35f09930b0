package dev.caravan.local.child.trino.lake;

import io.trino.spi.ErrorCode;
import io.trino.spi.ErrorCodeSupplier;
import io.trino.spi.ErrorType;

/** The errors of reading objects, by the names that Athena reports. */
@SuppressWarnings("ImmutableEnumChecker") // ErrorCode only lacks the annotation
enum LakeError implements ErrorCodeSupplier {
    /** A row of an object cannot be parsed at all. */
    HIVE_CURSOR_ERROR(4),
    /** Objects cannot be listed. */
    HIVE_FILESYSTEM_ERROR(6),
    /** An object cannot be opened or decompressed. */
    HIVE_CANNOT_OPEN_SPLIT(7),
    /** The catalog's definition makes no sense. */
    HIVE_INVALID_METADATA(12),
    /** A value does not fit the type of its column. */
    HIVE_BAD_DATA(16),
    /** A partition key's value does not fit its type. */
    HIVE_INVALID_PARTITION_VALUE(14),
    /** A partition declares a column as another type than its table does. */
    HIVE_PARTITION_SCHEMA_MISMATCH(17),
    /** A serialisation library or compression that is not read here. */
    HIVE_UNSUPPORTED_FORMAT(19);

    /** Where Trino's own connector numbers its errors from; names matter to callers, numbers do not. */
    private static final int BASE = 0x0100_0000;

    private final ErrorCode code;

    LakeError(int number) {
        code = new ErrorCode(BASE + number, name(), ErrorType.EXTERNAL);
    }

    @Override
    public ErrorCode toErrorCode() {
        return code;
    }
}
