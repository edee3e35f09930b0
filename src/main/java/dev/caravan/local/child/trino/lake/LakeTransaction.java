package dev.caravan.local.child.trino.lake;

import io.trino.spi.connector.ConnectorTransactionHandle;

/** Reading needs no transaction: there is only one of them. */
enum LakeTransaction implements ConnectorTransactionHandle {
    READ_ONLY
}
