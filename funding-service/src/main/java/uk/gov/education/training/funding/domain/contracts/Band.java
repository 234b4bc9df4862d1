package uk.gov.education.training.funding.domain.contracts;

/**
 * A number of places for each declaration type, all paid at one rate. Bands belong to a lead provider in a contract
 * period; all its contracts share them.
 *
 * @param allocationOrder starts at 1: band 1 fills first
 * @param capacity number of places for each declaration type
 */
public record Band(int allocationOrder, int capacity) {

    public Band {
        if (allocationOrder < 1 || allocationOrder > 26) {
            throw new IllegalArgumentException(
                    "A band must be one of A to Z (1 to 26), but is number " + allocationOrder);
        }
        if (capacity < 1) {
            throw new IllegalArgumentException("A band must have at least one place, but has " + capacity);
        }
    }

    /** A for the first band, B for the second, and so on. */
    public char letter() {
        return (char) ('A' + allocationOrder - 1);
    }
}
