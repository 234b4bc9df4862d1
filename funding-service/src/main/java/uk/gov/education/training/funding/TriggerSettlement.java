package uk.gov.education.training.funding;

import jakarta.enterprise.context.ApplicationScoped;
import org.jboss.logging.Logger;
import uk.gov.education.training.platform.messaging.Cause;
import uk.gov.education.training.platform.observability.RedactedErrors;

/**
 * Begins to let declarations follow their statements, and does not wait for it: there may be thousands. Whatever fails
 * is done by the next sweep.
 */
@ApplicationScoped
class TriggerSettlement {

    private static final Logger LOG = Logger.getLogger(TriggerSettlement.class);

    private final SettleDeclarations settle;

    TriggerSettlement(SettleDeclarations settle) {
        this.settle = settle;
    }

    void begin(Cause cause) {
        settle.settle(cause)
                .subscribe()
                .with(
                        done -> LOG.debug("Declarations have followed their statements"),
                        passing -> LOG.warnf(
                                "Declarations follow their statements later: %s", RedactedErrors.inShort(passing)));
    }
}
