package dev.caravan.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.caravan.reconcile.Finding;
import dev.caravan.reconcile.FindingKind;
import dev.caravan.reconcile.Report;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReconcileTextTest {

    @Test
    void aKeySteersNoTerminalAndKindsAreCountedInTheVerdict() {
        // Given
        Finding hole = new Finding(FindingKind.LETTERS_MISSING, "s3://lake/", "2 of them");
        Finding foreign = new Finding(FindingKind.UNPROVEN, "s3://lake/", "x\u001b[2J\u202ey");

        // When
        String text = ReconcileText.of(new Report(List.of(), List.of(), List.of(hole, foreign, hole)));

        // Then
        assertThat(text.lines().skip(3))
                .containsExactly(
                        "LETTERS MISSING  s3://lake/: 2 of them",
                        "UNPROVEN  s3://lake/: x [2J y",
                        "LETTERS MISSING  s3://lake/: 2 of them",
                        "reconcile: NOT COMPLETE (2 LETTERS MISSING, 1 UNPROVEN)");
    }
}
