package dev.caravan.routes;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import org.apache.camel.support.ResourceSupport;

/** The content of a file as it was when it was looked at. */
final class HeldResource extends ResourceSupport {

    private final byte[] content;

    /** @param location with {@code file:} */
    HeldResource(String location, byte[] content) {
        super("file", location);
        this.content = content.clone();
    }

    @Override
    public boolean exists() {
        return true;
    }

    @Override
    public InputStream getInputStream() {
        return new ByteArrayInputStream(content);
    }
}
