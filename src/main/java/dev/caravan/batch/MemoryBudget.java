package dev.caravan.batch;

import java.util.HashSet;
import java.util.Set;

/**
 * One ceiling for all buffered records of the process. Thread-safe.
 *
 * <p>Near the ceiling (four fifths) the account with the most bytes that can still be cut is asked to flush early; at
 * the ceiling {@link #isFull()} stops the intake, and all are asked: the largest may be waiting for a sink that is away,
 * and nobody else's batch can grow meanwhile. Replays go on even above it, since a pinned batch has no other end,
 * but then one account at a time: until its replayed batch is released.
 */
public final class MemoryBudget {

    private final long maxBytes;
    private final Set<Account> accounts = new HashSet<>();
    private Account replayTurn;
    private long used;

    /** @param maxBytes for all accounts together, 1 or more */
    public MemoryBudget(long maxBytes) {
        if (maxBytes < 1) {
            throw new IllegalArgumentException("A memory budget is 1 byte or more, got " + maxBytes);
        }
        this.maxBytes = maxBytes;
    }

    public synchronized Account open() {
        Account account = new Account();
        accounts.add(account);
        return account;
    }

    public long maxBytes() {
        return maxBytes;
    }

    public synchronized long usedBytes() {
        return used;
    }

    public synchronized boolean isFull() {
        return used >= maxBytes;
    }

    private void flushEarlyIfNearlyFull() {
        if (used < maxBytes / 5 * 4) {
            return;
        }
        Account largest = null;
        for (Account account : accounts) {
            if (account.open == 0 || account.replays) {
                continue;
            }
            account.flushAsked |= isFull();
            if (largest == null || account.open > largest.open) {
                largest = account;
            }
        }
        if (largest != null) {
            largest.flushAsked = true;
        }
    }

    /** The share of one partition: bytes in its open batch, and bytes in the batch being delivered. */
    public final class Account implements AutoCloseable {

        private long open;
        private long delivering;
        private boolean flushAsked;
        private boolean replays;

        private Account() {}

        void add(long bytes) {
            synchronized (MemoryBudget.this) {
                open += bytes;
                used += bytes;
                flushEarlyIfNearlyFull();
            }
        }

        /** Moves bytes from the open batch to the one being delivered. */
        void deliver(long bytes) {
            synchronized (MemoryBudget.this) {
                open -= bytes;
                delivering += bytes;
                flushAsked = false;
            }
        }

        /** The batch being delivered needs these bytes no longer. */
        void release(long bytes) {
            synchronized (MemoryBudget.this) {
                long released = Math.min(bytes, delivering);
                delivering -= released;
                used -= released;
                giveTurnBack();
                flushEarlyIfNearlyFull();
            }
        }

        /** The first batch is pinned already: it cannot be cut early. */
        void beginReplay() {
            synchronized (MemoryBudget.this) {
                replays = true;
            }
        }

        /** The pinned batch is complete; it keeps its turn until its bytes are released. */
        void endReplay() {
            synchronized (MemoryBudget.this) {
                replays = false;
            }
        }

        /** True if a replay may read on: while the budget is full, only the one whose turn it is. */
        boolean mayReplay() {
            synchronized (MemoryBudget.this) {
                if (isFull() && replayTurn == null) {
                    replayTurn = this;
                }
                return !isFull() || replayTurn == this;
            }
        }

        private void giveTurnBack() {
            if (replayTurn == this && !replays && delivering == 0) {
                replayTurn = null;
            }
        }

        boolean flushAsked() {
            synchronized (MemoryBudget.this) {
                return flushAsked;
            }
        }

        boolean budgetFull() {
            return isFull();
        }

        /** Gives everything back: the partition is not ours any more. */
        @Override
        public void close() {
            synchronized (MemoryBudget.this) {
                used -= open + delivering;
                open = 0;
                delivering = 0;
                replays = false;
                accounts.remove(this);
                giveTurnBack();
            }
        }
    }
}
