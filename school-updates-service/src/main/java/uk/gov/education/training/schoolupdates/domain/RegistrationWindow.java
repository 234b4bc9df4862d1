package uk.gov.education.training.schoolupdates.domain;

import java.time.LocalDate;
import java.util.Optional;

/**
 * When schools can't register anyone, assign mentors or change a training programme, because the next contract period
 * is being prepared. Everything else can be reported at any time.
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
                        "Registration is closed from " + CLOSED_FROM + ". Report this from " + OPEN_AGAIN_FROM
                                + " on."));
    }
}
