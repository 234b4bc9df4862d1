package uk.gov.education.training.schoolupdates.domain;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import uk.gov.education.training.events.ContractPeriod;
import uk.gov.education.training.events.Participant.Training;

/** The contract periods, and which of them is whose cohort. */
public record Catalogue(List<ContractPeriod> periods) {

    /** Where ECTs of a cohort whose payments are frozen go on. */
    private static final int AFTER_FROZEN = 2024;

    public boolean isEmpty() {
        return periods.isEmpty();
    }

    public Optional<ContractPeriod> of(int year) {
        return periods.stream().filter(period -> period.year() == year).findFirst();
    }

    Optional<ContractPeriod> containing(LocalDate date) {
        return periods.stream().filter(period -> period.contains(date)).findFirst();
    }

    /**
     * The cohort of someone who starts on a date: the contract period of that date unless it is over or unknown, and
     * then the current one. Empty if the current one is unknown too.
     */
    Optional<ContractPeriod> startingOn(LocalDate date, LocalDate today) {
        Optional<ContractPeriod> current = containing(today);
        return containing(date)
                .filter(of -> current.isEmpty() || of.year() >= current.get().year())
                .or(() -> current);
    }

    /** The cohort of an ECT: kept from earlier training, unless that cohort's payments are frozen. */
    Optional<ContractPeriod> ofEct(Optional<Training> earlier, LocalDate startedOn, Occasion occasion) {
        return earlier.filter(Training::isProviderLed)
                .flatMap(training -> of(training.cohort()))
                .flatMap(cohort -> cohort.paymentsFrozen(occasion.at()) ? of(AFTER_FROZEN) : Optional.of(cohort))
                .or(() -> startingOn(startedOn, occasion.today()));
    }

    /** The cohort of a mentor: kept from earlier training, unless that cohort's payments are frozen. */
    Optional<ContractPeriod> ofMentor(Optional<Training> earlier, LocalDate startedOn, Occasion occasion) {
        return earlier.flatMap(training -> of(training.cohort()))
                .filter(cohort -> !cohort.paymentsFrozen(occasion.at()))
                .or(() -> startingOn(startedOn, occasion.today()));
    }
}
