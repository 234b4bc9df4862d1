package uk.gov.education.training.schoolupdates.domain;

import java.time.LocalDate;
import java.util.Optional;
import uk.gov.education.training.events.ContractPeriod;

/** From when to when a school can register someone as starting. */
final class StartDate {

    private StartDate() {}

    static Optional<Reason> of(LocalDate startedOn, Setting setting) {
        LocalDate today = setting.occasion().today();
        Catalogue catalogue = setting.catalogue();
        Optional<ContractPeriod> earliest =
                catalogue.containing(today).flatMap(current -> catalogue.of(current.year() - 2));
        if (earliest.isPresent() && startedOn.isBefore(earliest.get().startedOn())) {
            return Optional.of(new Reason(
                    "started_on",
                    "The start date can't be before " + earliest.get().startedOn() + "."));
        }
        boolean open = startedOn.isBefore(today)
                || catalogue
                        .containing(startedOn)
                        .filter(ContractPeriod::enabled)
                        .isPresent();
        return open
                ? Optional.empty()
                : Optional.of(new Reason("started_on", "Registration for this start date is not open."));
    }
}
