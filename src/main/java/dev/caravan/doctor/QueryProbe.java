package dev.caravan.doctor;

import dev.caravan.policy.Arns;

/** Looks at what queries on Athena begin with: the work group and the tables. */
record QueryProbe(String workGroup, String database) implements Probe {

    @Override
    public String what() {
        return "work group " + workGroup;
    }

    @Override
    public void run(Access access, Attempts attempts) {
        Arns arns = access.arns();
        attempts.make("athena:GetWorkGroup", arns.workGroup(workGroup), () -> access.clients()
                .athena()
                .getWorkGroup(request -> request.workGroup(workGroup).overrideConfiguration(Attempts.SHORT)));
        attempts.make("glue:GetDatabase", String.join(" ", arns.tablesOf(database)), () -> access.clients()
                .glue()
                .getDatabase(request -> request.name(database).overrideConfiguration(Attempts.SHORT)));
    }
}
