package uk.gov.education.training.platform.messaging;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Collections;
import org.junit.jupiter.api.Test;

class DecisionTest {

    @Test
    void tooManyChangesAtOnceFail() {
        assertThatCode(() -> changes(Decision.MOST_CHANGES).requireFewChanges("a key"))
                .doesNotThrowAnyException();
        assertThatThrownBy(() -> changes(Decision.MOST_CHANGES + 1).requireFewChanges("a key"))
                .isInstanceOf(DecisionFailed.class)
                .matches(FailureClassifier::isPermanent);
    }

    private static Decision<String, String> changes(int count) {
        return new Decision<>("snapshot", Collections.nCopies(count, "change"));
    }
}
