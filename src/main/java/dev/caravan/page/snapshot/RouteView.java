package dev.caravan.page.snapshot;

import java.util.Optional;

/**
 * One route.
 *
 * @param state in Camel's word, for example {@code Started}
 * @param automatic false if it waits for somebody to start it
 * @param from the address that it reads from
 * @param source empty if it has no batch source
 */
public record RouteView(
        String id,
        String description,
        String state,
        boolean automatic,
        String from,
        Optional<SourceView> source,
        FlowView flow) {

    boolean isAsItShouldBe() {
        return state.equals("Started") || state.equals("Starting") || !automatic;
    }
}
