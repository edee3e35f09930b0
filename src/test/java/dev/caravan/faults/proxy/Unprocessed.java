package dev.caravan.faults.proxy;

/** How many items of a batch come back undone; the first ones of the batch. */
public enum Unprocessed {
    ONE {
        @Override
        int of(int items) {
            return 1;
        }
    },
    ALL {
        @Override
        int of(int items) {
            return items;
        }
    },
    /** Of a batch of one, none. */
    ALL_BUT_ONE {
        @Override
        int of(int items) {
            return items - 1;
        }
    };

    abstract int of(int items);
}
