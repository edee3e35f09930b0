package dev.caravan.provision.service;

import dev.caravan.provision.resource.Resource;

/** One resource in its service. Each call ends within the time-out of the set-up. */
public interface Provisioner {

    Resource resource();

    /** Asks what is there now; changes nothing. */
    State state();

    /** Makes it, with the deployment's tag where the call takes tags, and waits until it can be used or changed. */
    void create();

    /** Removes it with all that is in it, and waits until it is gone. */
    void delete();
}
