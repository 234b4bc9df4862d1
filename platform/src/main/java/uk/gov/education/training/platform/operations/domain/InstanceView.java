package uk.gov.education.training.platform.operations.domain;

import java.time.Instant;
import uk.gov.education.training.events.Activity;

/**
 * An instance of a service, as this instance knows it.
 *
 * @param activity the newest that it said
 * @param heardAt when that was heard
 */
public record InstanceView(Activity activity, Instant heardAt, InstanceStatus presence) {

    public boolean isLive() {
        return presence == InstanceStatus.LIVE;
    }

    String service() {
        return activity.service();
    }
}
