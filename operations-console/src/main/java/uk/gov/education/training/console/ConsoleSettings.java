package uk.gov.education.training.console;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.Map;

/** The settings of the console. */
@ConfigMapping(prefix = "training.console")
interface ConsoleSettings {

    /** The address of each service, by name. Several instances may share it. */
    Map<String, String> services();

    /** The timeout of a call to a service. */
    @WithDefault("10s")
    Duration timeout();

    /**
     * Whether the session cookie is always for https only. If false, this depends on the request: it is if the request
     * came by https.
     */
    @WithDefault("false")
    boolean secureCookie();
}
