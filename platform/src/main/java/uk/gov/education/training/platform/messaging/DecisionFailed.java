package uk.gov.education.training.platform.messaging;

import java.util.function.Supplier;

/** A rule failed on the facts of one key. That is a bug, but one that must not keep everybody else waiting. */
public final class DecisionFailed extends RuntimeException {

    DecisionFailed(String key, Throwable bug) {
        super("No decision could be made about " + key, bug);
    }

    /** Decides about one key, so that a failure is known to be this key's alone. */
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
