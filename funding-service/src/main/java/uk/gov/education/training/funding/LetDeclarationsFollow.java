package uk.gov.education.training.funding;

import jakarta.enterprise.context.ApplicationScoped;
import org.jboss.logging.Logger;
import uk.gov.education.training.events.delivery.Cause;
import uk.gov.education.training.events.telemetry.Failures;

/**
 * Begins to let declarations follow their statements, and does not wait for it: there may be thousands. Whatever fails
 * is done by the next sweep.
 */
@ApplicationScoped
class LetDeclarationsFollow {

    private static final Logger LOG = Logger.getLogger(LetDeclarationsFollow.class);

    private final SettleDeclarations settle;

    LetDeclarationsFollow(SettleDeclarations settle) {
        this.settle = settle;
    }

    void begin(Cause cause) {
        settle.settle(cause)
                .subscribe()
                .with(
                        done -> LOG.debug("Declarations have followed their statements"),
                        passing ->
                                LOG.warnf("Declarations follow their statements later: %s", Failures.inShort(passing)));
    }
}
