package uk.gov.education.training.console;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.Map;

/** Where the console finds what it shows. */
@ConfigMapping(prefix = "training.console")
interface ConsoleSettings {

    /** The address of each service, by its name; behind it may be several instances. */
    Map<String, String> services();

    /** How long a service may take to answer. */
    @WithDefault("10s")
    Duration patience();

    /** Whether browsers are to send the session over https only, whatever the request for it came by. */
    @WithDefault("false")
    boolean secureCookie();
}
