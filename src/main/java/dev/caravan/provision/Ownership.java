package dev.caravan.provision;

import dev.caravan.provision.dynamodb.Ledger;
import dev.caravan.provision.resource.LedgerTable;
import dev.caravan.provision.resource.OnRequest;
import dev.caravan.provision.resource.Resource;
import dev.caravan.provision.service.DeploymentTag;
import dev.caravan.provision.service.State;
import dev.caravan.provision.service.Tagging;

/** Whose a resource is: the tag says so, or the ledger where there is no tag, or not yet. */
record Ownership(Ledger ledger, String deployment) {

    /** Of what is not ours. */
    Row foreign(Resource resource) {
        return Row.of(
                resource,
                Status.FOREIGN,
                "neither tagged " + DeploymentTag.KEY + "=" + deployment + " nor in its ledger: left as it is");
    }

    boolean isOurs(Resource resource, State.Found found) {
        if (found.tagging() instanceof Tagging.Ours) {
            return true;
        }
        if (found.tagging() instanceof Tagging.Others) {
            return false;
        }
        return resource instanceof LedgerTable
                ? found.tagging() instanceof Tagging.Unsupported
                : ledger.names(resource.id(), found.identity());
    }

    /** Before it is made. */
    void begin(Resource resource) {
        if (!(resource instanceof LedgerTable)) {
            ledger.begin(resource.id());
        }
    }

    /** Of what is ours: by its tag from now on, or in the ledger where it can have none or is not looked for unasked. */
    void settle(Resource resource, State.Found found) {
        if (resource instanceof LedgerTable) {
            return;
        }
        if (found.tagging() instanceof Tagging.Unsupported) {
            ledger.made(resource.id(), found.identity());
            return;
        }
        if (found.tagging() instanceof Tagging.Untagged untagged) {
            untagged.remedy().run();
        }
        if (resource instanceof OnRequest) {
            ledger.made(resource.id(), found.identity());
        } else {
            ledger.forget(resource.id());
        }
    }

    /** After it is gone. */
    void forget(Resource resource) {
        if (!(resource instanceof LedgerTable)) {
            ledger.forget(resource.id());
        }
    }
}
