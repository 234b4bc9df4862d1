package uk.gov.education.training.schoolupdates.domain;

import java.time.LocalDate;
import java.util.Optional;
import java.util.UUID;
import uk.gov.education.training.events.Participant.SchoolPeriod;
import uk.gov.education.training.events.Participant.Training;
import uk.gov.education.training.events.Partnership;
import uk.gov.education.training.events.TrainingProgramme;

/** Training that begins: for as long as the person is at the school. */
final class Trainings {

    private Trainings() {}

    /** Confirmed by the school's earliest partnership that fits, or else an expression of interest. */
    static Training providerLed(
            SchoolPeriod at, LocalDate startedOn, UUID leadProviderId, int cohort, Setting setting) {
        Optional<Partnership> partnership = setting.partnership(leadProviderId, cohort);
        return new Training(
                setting.occasion().ids().training(),
                at.role(),
                at.id(),
                at.schoolUrn(),
                TrainingProgramme.PROVIDER_LED,
                leadProviderId,
                cohort,
                partnership.map(Partnership::id).orElse(null),
                partnership.map(Partnership::deliveryPartnerId).orElse(null),
                startedOn,
                at.finishedOn(),
                setting.occasion().at());
    }

    static Training schoolLed(SchoolPeriod at, LocalDate startedOn, Setting setting) {
        return new Training(
                setting.occasion().ids().training(),
                at.role(),
                at.id(),
                at.schoolUrn(),
                TrainingProgramme.SCHOOL_LED,
                null,
                null,
                null,
                null,
                startedOn,
                at.finishedOn(),
                setting.occasion().at());
    }
}
