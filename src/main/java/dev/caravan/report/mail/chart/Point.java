package dev.caravan.report.mail.chart;

import static java.util.Objects.requireNonNull;

import java.math.BigDecimal;
import java.util.Optional;

/** @param value empty where all rows of the category have NULL */
public record Point(String category, Optional<BigDecimal> value) {

    public Point {
        requireNonNull(category, "category");
        requireNonNull(value, "value");
    }

    BigDecimal size() {
        return value.orElse(BigDecimal.ZERO).abs();
    }
}
