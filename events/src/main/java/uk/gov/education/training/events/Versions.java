package uk.gov.education.training.events;

/**
 * Limits of versions. An owner adds one for each change, so a version far ahead of the stored one does not come from
 * the owner, and readers reject it.
 */
public final class Versions {

    /** The highest version. Every JSON reader can still represent it exactly. */
    public static final long MOST = (1L << 53) - 1;

    /**
     * How far a version may be ahead of the last one read: far more than the changes of one key that a compacted topic
     * leaves out, however long a reader was stopped.
     */
    public static final long LARGEST_STEP = 1_000_000;

    /**
     * The highest version that a reader accepts for a key that it has not stored. A compacted topic may begin with any
     * version, also a republished one; above this there is room for as many more.
     */
    public static final long MOST_AT_FIRST = 1L << 52;

    private Versions() {}

    /**
     * The version of an owner's next change.
     *
     * @throws ArithmeticException if there is none
     */
    public static long next(long version) {
        return within(Math.addExact(version, 1));
    }

    /**
     * The version for publishing a key again: above any version that a reader can have accepted, also if it was
     * compacted away.
     *
     * @param highest version on the topic, or stored by the owner
     * @throws ArithmeticException if there is none
     */
    public static long above(long highest) {
        return within(Math.addExact(highest, LARGEST_STEP + 1));
    }

    /**
     * Whether a message can be the owner's next one about a key, or an earlier one.
     *
     * @param held the stored version, 0 for none
     */
    public static boolean mayFollow(long held, long version, boolean republished) {
        return version <= furthest(held, republished);
    }

    private static long furthest(long held, boolean republished) {
        if (republished) {
            return MOST;
        }
        return held == 0 ? MOST_AT_FIRST : Math.min(MOST, held + LARGEST_STEP);
    }

    private static long within(long version) {
        if (version > MOST) {
            throw new ArithmeticException("There is no version above " + MOST);
        }
        return version;
    }
}
