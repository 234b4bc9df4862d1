package uk.gov.education.training.funding;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;
import uk.gov.education.training.funding.store.FinanceActions.Doing;
import uk.gov.education.training.platform.messaging.Cause;
import uk.gov.education.training.platform.web.Caller;

/**
 * Who makes something happen, and when.
 *
 * @param caller null if it is the calendar
 */
public record RequestedBy(@Nullable Caller caller, Cause cause) {

    Doing doing() {
        return new Doing(caller, cause.at(), null);
    }

    /** @param total of a statement, as the caller has seen it */
    Doing havingSeen(BigDecimal total) {
        return new Doing(caller, cause.at(), total);
    }
}
