package uk.gov.education.training.platform.messaging;

import java.util.function.Supplier;

/** A bug: a rule failed on the facts of one key. The key is parked, so that it does not block the others. */
public final class DecisionFailed extends RuntimeException {

    DecisionFailed(String key, Throwable bug) {
        super("No decision could be made about " + key, bug);
    }

    /** Makes a decision about one key, and attributes any failure to this key. */
    public static <T> T about(String key, Supplier<T> decision) {
        try {
            return decision.get();
        } catch (DecisionFailed known) {
            throw known;
        } catch (RuntimeException | StackOverflowError bug) {
            throw new DecisionFailed(key, bug);
        }
    }
}
