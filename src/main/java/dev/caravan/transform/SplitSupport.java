package dev.caravan.transform;

import java.util.Collection;
import org.apache.camel.CamelContext;
import org.apache.camel.model.FilterDefinition;
import org.apache.camel.model.ModelCamelContext;
import org.apache.camel.model.ModelLifecycleStrategySupport;
import org.apache.camel.model.ProcessorDefinitionHelper;
import org.apache.camel.model.RouteDefinition;

/**
 * What a context needs so that a route may {@code split} a batch into records and collect them again: the strategy
 * {@code #collectRecords}, converters for Camel's own steps, and filters that say whether they matched.
 */
public final class SplitSupport {

    /**
     * Each {@code filter} that a record meets sets a property of its own that begins so; false takes the record out of
     * the batch.
     */
    static final String FILTER_MATCHED = "CaravanFilterMatched";

    private SplitSupport() {}

    /** Call before routes are added. */
    public static void install(CamelContext context) {
        context.getRegistry().bind("collectRecords", new CollectRecords());
        context.getTypeConverterRegistry().addTypeConverters(new BatchRecordConverter());
        ((ModelCamelContext) context).addModelLifecycleStrategy(new FilterStatus());
    }

    /** Camel's filter tells its result only if it is given a name to tell it under. */
    private static final class FilterStatus extends ModelLifecycleStrategySupport {

        @Override
        public void onAddRouteDefinition(RouteDefinition route) {
            Collection<FilterDefinition> filters =
                    ProcessorDefinitionHelper.filterTypeInOutputs(route.getOutputs(), FilterDefinition.class);
            int number = 0;
            for (FilterDefinition filter : filters) {
                number++;
                if (filter.getStatusPropertyName() == null) {
                    filter.setStatusPropertyName(FILTER_MATCHED + "." + route.getRouteId() + "." + number);
                }
            }
        }
    }
}
