package uk.gov.education.training.funding.domain.contracts;

import java.math.BigDecimal;
import java.util.Map;
import uk.gov.education.training.events.DeclarationType;

/** Which part of the fee for a whole training falls due at which declaration. */
public final class Proportions {

    private static final BigDecimal BEGINNING_OR_END = new BigDecimal("0.20");
    private static final BigDecimal BETWEEN = new BigDecimal("0.15");

    /** Of a mentor, at a flat rate: half at the beginning and half at the end. */
    public static final Map<DeclarationType, BigDecimal> FLAT_RATE =
            Map.of(DeclarationType.STARTED, new BigDecimal("0.5"), DeclarationType.COMPLETED, new BigDecimal("0.5"));

    private Proportions() {}

    /** In bands. The six declarations of a standard training are the whole; those of an extended one come on top. */
    public static BigDecimal banded(DeclarationType type) {
        return switch (type) {
            case STARTED, COMPLETED -> BEGINNING_OR_END;
            case RETAINED_1, RETAINED_2, RETAINED_3, RETAINED_4, EXTENDED_1, EXTENDED_2, EXTENDED_3 -> BETWEEN;
        };
    }
}
