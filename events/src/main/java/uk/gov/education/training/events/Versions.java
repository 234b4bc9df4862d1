package uk.gov.education.training.events;

/**
 * How far versions go. An owner counts one for each change, so a version far ahead of what is held was not counted by
 * the owner, and a reader does not take it.
 */
public final class Versions {

    /** The highest of all: every JSON reader still tells it from its neighbours. */
    public static final long MOST = (1L << 53) - 1;

    /**
     * How far one message may be ahead of the last one that was read: far more than the changes of one key that a
     * compacted topic leaves out, however long a reader was away.
     */
    public static final long LARGEST_STEP = 1_000_000;

    /**
     * The highest that a reader takes who holds nothing of a key. A compacted topic may begin at any version, also at
     * one that was republished; and above this there is room for as many more.
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
     * The version of what is republished: further ahead than any reader can be who took the highest version there was,
     * or one that was there and is compacted away.
     *
     * @param highest on the topic, or held by the owner
     * @throws ArithmeticException if there is none
     */
    public static long above(long highest) {
        return within(Math.addExact(highest, LARGEST_STEP + 1));
    }

    /**
     * Whether a message can be the owner's next word about a key, or an earlier one.
     *
     * @param held the version that is held, 0 for none
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
