package dev.caravan.source.kinesis;

import static java.nio.file.LinkOption.NOFOLLOW_LINKS;
import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A worker id that no other live process of this host has, and the same one again after a restart, so that the worker
 * takes its own leases back at once. A locked file in a directory of the host stands for each id in use; the operating
 * system frees the lock with the process, however that ends.
 */
final class WorkerName implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(WorkerName.class);

    /** More processes than read one table from one host. */
    private static final int MAX_NUMBER = 32;

    /** Closing any channel of a file frees the locks that the process has on it: so no file is opened twice. */
    private static final Set<Path> HELD = ConcurrentHashMap.newKeySet();

    private final String id;
    private final Path file;
    private final FileChannel lock;

    private WorkerName(String id, Path file, FileChannel lock) {
        this.id = id;
        this.file = file;
        this.lock = lock;
    }

    /** An id that somebody else keeps unique. */
    static WorkerName given(String id) {
        return new WorkerName(id, null, null);
    }

    /**
     * @param name the id of the first process; those beside it get a number behind it, or a random text where the
     *     directory takes no files
     * @param leaseTable in which the id must be unique
     * @param directory of the host, shared by its processes
     */
    static WorkerName take(String name, String leaseTable, Path directory) {
        UUID key = UUID.nameUUIDFromBytes((leaseTable + "\n" + name).getBytes(StandardCharsets.UTF_8));
        for (int number = 1; number <= MAX_NUMBER; number++) {
            Path file = directory.resolve("caravan-worker-" + key + "-" + number + ".lock");
            FileChannel lock = lock(file);
            if (lock != null) {
                return new WorkerName(number == 1 ? name : name + "-" + number, file, lock);
            }
        }
        String id = name + "-" + UUID.randomUUID();
        LOG.warn(
                "No lock file for a worker id could be had in {}: this process is worker {}, and waits for its own"
                        + " leases to run out after a crash. Set workerId",
                directory,
                id);
        return new WorkerName(id, null, null);
    }

    /** Null if another process, or another worker of this one, has it, or if the file cannot be written. */
    private static FileChannel lock(Path file) {
        if (!HELD.add(file)) {
            return null;
        }
        try {
            FileChannel channel = FileChannel.open(file, CREATE, WRITE, NOFOLLOW_LINKS);
            if (channel.tryLock() != null) {
                return channel;
            }
            channel.close();
        } catch (IOException e) {
            LOG.debug("The lock file {} is not ours to take", file, e);
        }
        HELD.remove(file);
        return null;
    }

    String id() {
        return id;
    }

    @Override
    public void close() {
        if (lock != null) {
            try {
                lock.close();
            } catch (IOException e) {
                LOG.debug("The lock file {} is freed with the process", file, e);
            }
            HELD.remove(file);
        }
    }
}
