package uk.gov.education.training.schoolupdates.domain;

import java.time.LocalDate;
import java.util.Optional;
import uk.gov.education.training.platform.rules.Reason;

/**
 * The time when schools cannot register anyone, assign mentors or change a training programme, because the next
 * contract period is being prepared. Other reports are always possible.
 */
final class RegistrationWindow {

    private static final LocalDate CLOSED_FROM = LocalDate.of(2026, 6, 1);
    private static final LocalDate OPEN_AGAIN_FROM = LocalDate.of(2026, 6, 15);

    private RegistrationWindow() {}

    static Optional<Reason> of(LocalDate today) {
        return today.isBefore(CLOSED_FROM) || !today.isBefore(OPEN_AGAIN_FROM)
                ? Optional.empty()
                : Optional.of(new Reason(
                        "request",
                        "Registration is closed from " + CLOSED_FROM + " to " + OPEN_AGAIN_FROM.minusDays(1)
                                + ". Try again from " + OPEN_AGAIN_FROM + "."));
    }
}
