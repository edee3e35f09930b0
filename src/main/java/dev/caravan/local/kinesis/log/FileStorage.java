package dev.caravan.local.kinesis.log;

import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Bytes in a file. */
final class FileStorage implements SegmentStorage {

    private final Path file;
    private final FileChannel channel;
    private int size;

    /** Opens the file, which is created if absent. */
    FileStorage(Path file) {
        this.file = file;
        try {
            this.channel = FileChannel.open(
                    file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
            this.size = Math.toIntExact(channel.size());
        } catch (IOException e) {
            throw failed("open", e);
        }
    }

    @Override
    public int size() {
        return size;
    }

    @Override
    public void append(byte[] bytes) {
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        try {
            while (buffer.hasRemaining()) {
                channel.write(buffer, size + (long) buffer.position());
            }
        } catch (IOException e) {
            throw failed("append " + bytes.length + " bytes to", e);
        }
        size += bytes.length;
    }

    @Override
    public ByteBuffer read(int position, int length) {
        ByteBuffer buffer = ByteBuffer.allocate(length);
        try {
            while (buffer.hasRemaining()) {
                if (channel.read(buffer, position + (long) buffer.position()) < 0) {
                    throw new EOFException("ends at byte " + (position + buffer.position()));
                }
            }
        } catch (IOException e) {
            throw failed("read " + length + " bytes at " + position + " of", e);
        }
        return buffer.flip();
    }

    @Override
    public void truncate(int newSize) {
        try {
            channel.truncate(newSize);
        } catch (IOException e) {
            throw failed("cut to " + newSize + " bytes", e);
        }
        size = newSize;
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw failed("close", e);
        }
    }

    @Override
    public void delete() {
        close();
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw failed("delete", e);
        }
    }

    private UncheckedIOException failed(String attempted, IOException e) {
        return new UncheckedIOException("Cannot " + attempted + " " + file + ": " + e.getMessage(), e);
    }
}
