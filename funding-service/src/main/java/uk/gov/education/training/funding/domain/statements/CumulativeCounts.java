package uk.gov.education.training.funding.domain.statements;

/**
 * How many declarations of one type there are up to a statement, or how many of them a band holds.
 *
 * @param previousBillable that earlier statements pay for
 * @param previousRefundable that earlier statements claw back
 * @param billable that this statement pays for
 * @param refundable that this statement claws back
 */
public record CumulativeCounts(int previousBillable, int previousRefundable, int billable, int refundable) {

    public static final CumulativeCounts NONE = new CumulativeCounts(0, 0, 0, 0);

    public CumulativeCounts {
        if (previousBillable < 0 || previousRefundable < 0 || billable < 0 || refundable < 0) {
            throw new IllegalArgumentException("There can't be fewer than no declarations: " + previousBillable + ", "
                    + previousRefundable + ", " + billable + ", " + refundable);
        }
    }

    /** What is left once everything that is clawed back is taken away. */
    public int net() {
        return previousBillable + billable - previousRefundable - refundable;
    }

    public CumulativeCounts plus(CumulativeCounts other) {
        return new CumulativeCounts(
                previousBillable + other.previousBillable,
                previousRefundable + other.previousRefundable,
                billable + other.billable,
                refundable + other.refundable);
    }

    public CumulativeCounts minus(CumulativeCounts other) {
        return new CumulativeCounts(
                previousBillable - other.previousBillable,
                previousRefundable - other.previousRefundable,
                billable - other.billable,
                refundable - other.refundable);
    }
}
