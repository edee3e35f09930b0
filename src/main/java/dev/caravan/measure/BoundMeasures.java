package dev.caravan.measure;

import org.apache.camel.CamelContext;

/** Where components find {@link Measures}: in the registry, by type. */
public final class BoundMeasures {

    private BoundMeasures() {}

    /** Those bound in the context's registry, or none. */
    public static Measures in(CamelContext context) {
        Measures bound = context.getRegistry().findSingleByType(Measures.class);
        return bound == null ? Measures.NONE : bound;
    }
}
