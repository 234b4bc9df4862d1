package uk.gov.education.training.providerapi.schoolupdates;

import io.smallrye.config.ConfigMapping;
import java.time.Duration;
import java.util.Optional;

/** Where and how to call school-updates-service. */
@ConfigMapping(prefix = "training.school-updates")
interface SchoolUpdatesSettings {

    String url();

    /** An access token of school-updates-service with the scope service. Without it, every call is refused. */
    Optional<String> token();

    /** How long to wait for a response. A call that takes longer is sent once more. */
    Duration timeout();
}
