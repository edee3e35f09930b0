package dev.caravan.local.child.trino;

import io.trino.Session;
import io.trino.operator.Driver;
import io.trino.operator.OutputFactory;
import io.trino.operator.TaskContext;
import io.trino.sql.planner.Plan;
import io.trino.testing.LocalQueryRunner;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.List;

/**
 * Makes the drivers of a plan inside the transaction that it was made in. The runner does so too, but in a method that
 * is not public; its public one plans by itself and ends its transaction before a driver runs, which tables of the
 * information schema do not survive.
 */
final class PlannedDrivers {
    private static final MethodHandle CREATE = find();

    private PlannedDrivers() {}

    @SuppressWarnings("unchecked") // the method's own return type
    static List<Driver> create(
            LocalQueryRunner runner, Session session, Plan plan, OutputFactory output, TaskContext task) {
        try {
            return (List<Driver>) CREATE.invoke(runner, session, plan, output, task);
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException("The runner declares no checked exception", e);
        }
    }

    private static MethodHandle find() {
        try {
            return MethodHandles.privateLookupIn(LocalQueryRunner.class, MethodHandles.lookup())
                    .findVirtual(
                            LocalQueryRunner.class,
                            "createDrivers",
                            MethodType.methodType(
                                    List.class, Session.class, Plan.class, OutputFactory.class, TaskContext.class));
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("Not the Trino that this was written for", e);
        }
    }
}
