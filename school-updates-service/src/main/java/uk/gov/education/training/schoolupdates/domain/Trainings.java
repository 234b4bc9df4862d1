package uk.gov.education.training.schoolupdates.domain;

import static uk.gov.education.training.schoolupdates.domain.Periods.isNotOver;

import java.time.LocalDate;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import uk.gov.education.training.events.Participant;
import uk.gov.education.training.events.Participant.CohortReason;
import uk.gov.education.training.events.Participant.EndReason;
import uk.gov.education.training.events.Participant.Ending;
import uk.gov.education.training.events.Participant.SchoolPeriod;
import uk.gov.education.training.events.Participant.Training;
import uk.gov.education.training.events.Partnership;
import uk.gov.education.training.events.Role;
import uk.gov.education.training.events.TrainingProgramme;

/** Starts training, which lasts until the school period ends, and ends the training before it. */
final class Trainings {

    private Trainings() {}

    /**
     * Returns provider-led training. The school's earliest matching partnership confirms it; without one it is an
     * expression of interest.
     */
    static Training providerLed(
            SchoolPeriod at, LocalDate startedOn, UUID leadProviderId, Cohort cohort, RuleContext ruleContext) {
        return training(
                at,
                startedOn,
                TrainingProgramme.PROVIDER_LED,
                leadProviderId,
                cohort.year(),
                cohort.reason(),
                ruleContext.partnership(leadProviderId, cohort.year()),
                ruleContext.reportContext());
    }

    static Training schoolLed(SchoolPeriod at, LocalDate startedOn, ReportContext reportContext) {
        return training(at, startedOn, TrainingProgramme.SCHOOL_LED, null, null, null, Optional.empty(), reportContext);
    }

    private static Training training(
            SchoolPeriod at,
            LocalDate startedOn,
            TrainingProgramme programme,
            @Nullable UUID leadProviderId,
            @Nullable Integer cohort,
            @Nullable CohortReason cohortReason,
            Optional<Partnership> partnership,
            ReportContext reportContext) {
        return new Training(
                at.role() == Role.ECT
                        ? reportContext.ids().ectTraining()
                        : reportContext.ids().mentorTraining(),
                at.role(),
                at.id(),
                at.schoolUrn(),
                programme,
                leadProviderId,
                cohort,
                cohortReason,
                partnership.map(Partnership::id).orElse(null),
                partnership.map(Partnership::deliveryPartnerId).orElse(null),
                startedOn,
                at.finishedOn(),
                at.ending(),
                reportContext.at(),
                reportContext.recordedAt());
    }

    /**
     * Replaces the training during a school period. Present training ends yesterday. Training that begins today or
     * later never takes place. Past training stays as it is.
     */
    static Participant replaced(
            SchoolPeriod during, Training by, EndReason reason, Participant participant, ReportContext reportContext) {
        LocalDate yesterday = reportContext.today().minusDays(1);
        Ending ending = new Ending(reason, during.schoolUrn(), reportContext.at());
        return Edits.withNew(
                participant.withTrainings(participant.trainings().stream()
                        .map(training -> training.schoolPeriodId().equals(during.id())
                                ? Edits.finished(training, yesterday, ending)
                                : training)
                        .toList()),
                by);
    }

    /**
     * Returns whether the participant is or will be in training in the same role at another school during new training.
     */
    static boolean isTakenElsewhere(SchoolPeriod at, LocalDate startedOn, Participant participant) {
        return Periods.trainings(participant, at.role())
                .filter(training -> !training.schoolPeriodId().equals(at.id()))
                .anyMatch(training -> isNotOver(training.finishedOn(), startedOn)
                        && isNotOver(at.finishedOn(), training.startedOn()));
    }
}
