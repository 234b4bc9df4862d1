package uk.gov.education.training.funding.domain.statements;

/**
 * The number of declarations of one type up to a statement, or in a band.
 *
 * @param previousBillable paid for by earlier statements
 * @param previousRefundable clawed back by earlier statements
 * @param billable paid for by this statement
 * @param refundable clawed back by this statement
 */
public record CumulativeCounts(int previousBillable, int previousRefundable, int billable, int refundable) {

    public static final CumulativeCounts NONE = new CumulativeCounts(0, 0, 0, 0);

    public CumulativeCounts {
        if (previousBillable < 0 || previousRefundable < 0 || billable < 0 || refundable < 0) {
            throw new IllegalArgumentException("Counts must not be negative: " + previousBillable + ", "
                    + previousRefundable + ", " + billable + ", " + refundable);
        }
    }

    /** The declarations paid for and not clawed back. */
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
