package uk.gov.education.training.events.delivery;

import java.util.List;

/**
 * What an owner's facts about one key have become.
 *
 * @param snapshot the whole of them now
 * @param changes what is different from before, one event each; empty if nothing is
 */
public record Decision<C, S>(S snapshot, List<C> changes) {}
