package uk.gov.education.training.events.operations.domain;

import java.time.Instant;
import uk.gov.education.training.events.Activity;

/**
 * An instance of a service, as this instance knows it.
 *
 * @param activity the newest that it said
 * @param heardAt when that was heard
 */
public record Member(Activity activity, Instant heardAt, Presence presence) {

    public boolean isLive() {
        return presence == Presence.LIVE;
    }

    String service() {
        return activity.service();
    }
}
