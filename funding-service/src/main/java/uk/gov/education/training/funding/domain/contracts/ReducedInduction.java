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
 * What contracts provide for when an induction takes fewer terms than the standard six. Nothing enforces it: a lead
 * provider is to declare no more than this.
 */
public final class ReducedInduction {

    private static final List<DeclarationType> STANDARD =
            List.of(STARTED, RETAINED_1, RETAINED_2, RETAINED_3, RETAINED_4, COMPLETED);

    private ReducedInduction() {}

    /**
     * One payment for each term: the end first of all, then the beginning, then what comes after the beginning.
     *
     * @param terms from 1 to 6
     */
    public static List<DeclarationType> declarations(int terms) {
        if (terms < 1 || terms > STANDARD.size()) {
            throw new IllegalArgumentException("An induction is reduced to 1 to 6 terms, not to " + terms);
        }
        return STANDARD.stream()
                .filter(type -> type == COMPLETED || STANDARD.indexOf(type) < terms - 1)
                .toList();
    }
}
