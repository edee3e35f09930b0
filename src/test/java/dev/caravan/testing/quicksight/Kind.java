package dev.caravan.testing.quicksight;

/** What is made in QuickSight. */
enum Kind {
    DATA_SOURCE("DataSource", "datasource"),
    DATA_SET("DataSet", "dataset"),
    ANALYSIS("Analysis", "analysis");

    /** In the names of operations and members. */
    final String word;
    /** In ARNs. */
    final String segment;

    Kind(String word, String segment) {
        this.word = word;
        this.segment = segment;
    }

    /** Of {@code DescribeDataSetPermissions}, for example. */
    static Kind of(String operation) {
        for (Kind kind : values()) {
            if (operation.contains(kind.word)) {
                return kind;
            }
        }
        throw new IllegalArgumentException("No kind in " + operation);
    }

    String idMember() {
        return word + "Id";
    }
}
