package uk.gov.education.training.funding.domain.contracts;

import java.math.BigDecimal;
import java.util.Map;
import uk.gov.education.training.events.DeclarationType;

/** The share of the fee for a whole training that each declaration type pays. */
public final class Proportions {

    private static final BigDecimal BEGINNING_OR_END = new BigDecimal("0.20");
    private static final BigDecimal BETWEEN = new BigDecimal("0.15");

    /** For mentors at a flat rate: half at the beginning and half at the end. */
    public static final Map<DeclarationType, BigDecimal> FLAT_RATE =
            Map.of(DeclarationType.STARTED, new BigDecimal("0.5"), DeclarationType.COMPLETED, new BigDecimal("0.5"));

    private Proportions() {}

    /** In bands. The six declarations of a standard training add up to 1; extended ones are paid on top. */
    public static BigDecimal banded(DeclarationType type) {
        return switch (type) {
            case STARTED, COMPLETED -> BEGINNING_OR_END;
            case RETAINED_1, RETAINED_2, RETAINED_3, RETAINED_4, EXTENDED_1, EXTENDED_2, EXTENDED_3 -> BETWEEN;
        };
    }
}
