package uk.gov.education.training.platform.operations.domain;

import java.time.Instant;
import uk.gov.education.training.events.Activity;

/**
 * An instance of a service, as this instance knows it.
 *
 * @param activity its latest report
 * @param receivedAt when that report was received
 */
public record InstanceView(Activity activity, Instant receivedAt, InstanceStatus status) {

    public boolean isLive() {
        return status == InstanceStatus.LIVE;
    }

    String service() {
        return activity.service();
    }
}
