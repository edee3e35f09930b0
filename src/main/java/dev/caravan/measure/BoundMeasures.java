package dev.caravan.measure;

import org.apache.camel.CamelContext;

/** Where components find {@link Measures}: in the registry, by type. */
public final class BoundMeasures {

    private BoundMeasures() {}

    /** All that are bound in the context's registry; none of them can fail what reports to it. */
    public static Measures in(CamelContext context) {
        return new EachMeasure(context.getRegistry().findByType(Measures.class));
    }
}
