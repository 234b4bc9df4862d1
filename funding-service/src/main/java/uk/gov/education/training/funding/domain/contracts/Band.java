package uk.gov.education.training.funding.domain.contracts;

/**
 * Places, for each declaration type, that are paid at one rate. Bands belong to a lead provider in a contract period;
 * all its contracts share them.
 *
 * @param allocationOrder from 1: the first band is filled first
 * @param capacity how many places it has for each declaration type
 */
public record Band(int allocationOrder, int capacity) {

    public Band {
        if (allocationOrder < 1 || allocationOrder > 26) {
            throw new IllegalArgumentException("A band is one of A to Z, but this is number " + allocationOrder);
        }
        if (capacity < 1) {
            throw new IllegalArgumentException("A band has places, but this one has " + capacity);
        }
    }

    /** A for the first, and so on. */
    public char letter() {
        return (char) ('A' + allocationOrder - 1);
    }
}
