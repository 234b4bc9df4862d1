package uk.gov.education.training.platform.messaging;

import java.util.List;

/**
 * What an owner's facts about one key have become.
 *
 * @param snapshot the whole of them now
 * @param changes what is different from before, one event each; empty if nothing is
 */
public record Decision<C, S>(S snapshot, List<C> changes) {

    /** More than ever follow from what people do, and few enough: each event carries the whole snapshot. */
    static final int MOST_CHANGES = 100;

    /** @throws Undecidable if so much follows from one record that its events could fill the memory */
    void requireReason(String key) {
        if (changes.size() > MOST_CHANGES) {
            throw new DecisionFailed(
                    key, new IllegalArgumentException(changes.size() + " changes at once are beyond reason"));
        }
    }
}
