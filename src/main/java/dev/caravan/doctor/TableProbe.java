package dev.caravan.doctor;

/** Looks at a table of items, which the routes write only. */
record TableProbe(String table) implements Probe {

    @Override
    public String what() {
        return "table " + table;
    }

    @Override
    public void run(Access access, Attempts attempts) {
        attempts.make("dynamodb:DescribeTable", access.arns().table(table), () -> access.clients()
                .dynamoDb()
                .describeTable(request -> request.tableName(table).overrideConfiguration(Attempts.SHORT)));
    }
}
