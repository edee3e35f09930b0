package dev.caravan.doctor;

import java.util.List;

/** All that was looked at. */
public record Diagnosis(List<Row> rows) {

    public Diagnosis {
        rows = List.copyOf(rows);
    }

    /** Nothing is missing, unreachable or wrong; what was not tried counts as there. */
    public boolean isHealthy() {
        return problems() == 0;
    }

    public long problems() {
        return rows.stream().filter(row -> row.state().isProblem()).count();
    }

    public long notTried() {
        return rows.stream().filter(row -> row.state() == State.NOT_TRIED).count();
    }
}
