package dev.caravan.local.child.trino;

import io.trino.Session;
import io.trino.cost.TableStatsProvider;
import io.trino.execution.querystats.PlanOptimizersStatsCollector;
import io.trino.execution.warnings.WarningCollector;
import io.trino.spi.StandardErrorCode;
import io.trino.spi.TrinoException;
import io.trino.spi.type.ArrayType;
import io.trino.spi.type.RowType;
import io.trino.spi.type.Type;
import io.trino.sql.planner.PlanNodeIdAllocator;
import io.trino.sql.planner.SymbolAllocator;
import io.trino.sql.planner.TypeProvider;
import io.trino.sql.planner.optimizations.PlanNodeSearcher;
import io.trino.sql.planner.optimizations.PlanOptimizer;
import io.trino.sql.planner.plan.PlanNode;
import io.trino.sql.planner.plan.UnnestNode;
import java.util.List;

/**
 * Refuses what {@link UnnestRewrite} could not see in the text: an UNNEST of an array of rows that is still there would
 * give a column for each field, where Athena gives one. It is an optimizer by form only, so that it sees the plan before
 * anything is optimized away.
 */
final class UnnestCheck implements PlanOptimizer {
    @Override
    public PlanNode optimize(
            PlanNode plan,
            Session session,
            TypeProvider types,
            SymbolAllocator symbols,
            PlanNodeIdAllocator ids,
            WarningCollector warnings,
            PlanOptimizersStatsCollector statistics,
            TableStatsProvider tables) {
        List<UnnestNode> found = PlanNodeSearcher.searchFrom(plan)
                .whereIsInstanceOfAny(UnnestNode.class)
                .findAll();
        for (UnnestNode unnest : found) {
            for (UnnestNode.Mapping mapping : unnest.getMappings()) {
                if (givesFields(types.get(mapping.getInput()))) {
                    throw new TrinoException(
                            StandardErrorCode.NOT_SUPPORTED,
                            "UNNEST of an array of rows gives one column in Athena, not one for each field. Name it by"
                                    + " one alias, alone in its UNNEST, as in UNNEST(x) AS t(item), and its fields as in"
                                    + " item.field");
                }
            }
        }
        return plan;
    }

    /** A rewritten array has rows of one field without a name. */
    private static boolean givesFields(Type unnested) {
        return unnested instanceof ArrayType array
                && array.getElementType() instanceof RowType row
                && (row.getFields().size() > 1
                        || row.getFields().get(0).getName().isPresent());
    }
}
