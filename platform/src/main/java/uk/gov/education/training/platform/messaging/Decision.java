package uk.gov.education.training.platform.messaging;

import java.util.List;

/**
 * The new state of an owner's facts about one key.
 *
 * @param snapshot the whole new state
 * @param changes the differences from the old state, one event each; empty if there are none
 */
public record Decision<C, S>(S snapshot, List<C> changes) {

    /** Far more than real requests cause, but few enough for memory: each event carries the whole snapshot. */
    static final int MOST_CHANGES = 100;

    /** @throws DecisionFailed if one record causes so many changes that their events could fill the memory */
    void requireFewChanges(String key) {
        if (changes.size() > MOST_CHANGES) {
            throw new DecisionFailed(
                    key, new IllegalArgumentException(changes.size() + " changes at once are too many"));
        }
    }
}
