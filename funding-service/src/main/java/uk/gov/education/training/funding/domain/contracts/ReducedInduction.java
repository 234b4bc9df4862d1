package uk.gov.education.training.funding.domain.contracts;

import static uk.gov.education.training.events.DeclarationType.COMPLETED;
import static uk.gov.education.training.events.DeclarationType.RETAINED_1;
import static uk.gov.education.training.events.DeclarationType.RETAINED_2;
import static uk.gov.education.training.events.DeclarationType.RETAINED_3;
import static uk.gov.education.training.events.DeclarationType.RETAINED_4;
import static uk.gov.education.training.events.DeclarationType.STARTED;

import java.util.List;
import uk.gov.education.training.events.DeclarationType;

/**
 * The declarations that contracts allow for an induction of fewer terms than the standard six. No rule enforces them.
 */
public final class ReducedInduction {

    private static final List<DeclarationType> STANDARD =
            List.of(STARTED, RETAINED_1, RETAINED_2, RETAINED_3, RETAINED_4, COMPLETED);

    private ReducedInduction() {}

    /**
     * One declaration for each term. The completed declaration comes first, then started, then retained ones in order.
     *
     * @param terms from 1 to 6
     */
    public static List<DeclarationType> declarations(int terms) {
        if (terms < 1 || terms > STANDARD.size()) {
            throw new IllegalArgumentException("An induction must have 1 to 6 terms, but has " + terms);
        }
        return STANDARD.stream()
                .filter(type -> type == COMPLETED || STANDARD.indexOf(type) < terms - 1)
                .toList();
    }
}
