package uk.gov.education.training.funding.domain.statements;

import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Map;
import org.junit.jupiter.api.Test;

class CumulativeCountsTest {

    @Test
    void countsAreNotNegative() {
        assertThatIllegalArgumentException().isThrownBy(() -> new CumulativeCounts(0, 0, 0, -1));
        assertThatIllegalArgumentException().isThrownBy(() -> new DeclarationTotals(Map.of(), -1, 0));
    }
}
