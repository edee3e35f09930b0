package dev.caravan.cli;

import dev.caravan.testing.SharedServices;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** The key pair of the shared services where AWS's default chain looks first. */
final class LocalKeys implements BeforeEachCallback, AfterEachCallback {

    static final String KEY = "aws.accessKeyId";
    static final String SECRET = "aws.secretAccessKey";

    @Override
    public void beforeEach(ExtensionContext context) {
        System.setProperty(KEY, SharedServices.CREDENTIALS.accessKeyId());
        System.setProperty(SECRET, SharedServices.CREDENTIALS.secretAccessKey());
    }

    @Override
    public void afterEach(ExtensionContext context) {
        System.clearProperty(KEY);
        System.clearProperty(SECRET);
    }
}
