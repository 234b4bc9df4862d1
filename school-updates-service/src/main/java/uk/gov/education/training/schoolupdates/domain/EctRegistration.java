package uk.gov.education.training.schoolupdates.domain;

import static uk.gov.education.training.schoolupdates.domain.Periods.contains;
import static uk.gov.education.training.schoolupdates.domain.Periods.later;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import uk.gov.education.training.events.ContractPeriod;
import uk.gov.education.training.events.Participant;
import uk.gov.education.training.events.Participant.SchoolPeriod;
import uk.gov.education.training.events.Participant.Training;
import uk.gov.education.training.events.ParticipantChange.EctRegistered;
import uk.gov.education.training.events.Role;
import uk.gov.education.training.events.TrainingProgramme;
import uk.gov.education.training.events.WorkingPattern;

/**
 * A school registers an ECT, whom the service may or may not know.
 *
 * <ol>
 *   <li>Time and training at the school before end on the day before the ECT starts here. Gaps are kept.
 *   <li>Time here begins on the given day, which may be past; training never begins in the past, except where an ECT
 *       leaves a closed cohort.
 *   <li>Provider-led training is in the cohort of the ECT's earlier provider-led training, or else in that of the
 *       starting day. It is confirmed at once if the school has a partnership with the lead provider in that cohort.
 * </ol>
 */
public final class EctRegistration {

    private static final int MOST_MONTHS_AHEAD = 4;

    private EctRegistration() {}

    /** What a school says about an ECT. */
    public record Details(
            @Nullable String trn,
            @Nullable String fullName,
            @Nullable String email,
            @Nullable LocalDate startedOn,
            @Nullable WorkingPattern workingPattern,
            @Nullable TrainingProgramme trainingProgramme,
            @Nullable UUID leadProviderId) {}

    public static Verdict decide(@Nullable Participant known, Details details, Setting setting) {
        Reasons reasons = new Reasons()
                .add(PersonalDetails.trn(details.trn()))
                .add(PersonalDetails.fullName(details.fullName()))
                .add(PersonalDetails.email(details.email()))
                .addIf(setting.emailTaken(), "email", "Another person at a school has this email address.")
                .addIf(details.workingPattern() == null, "working_pattern", "Give full_time or part_time.")
                .add(programme(details, setting));
        if (details.startedOn() == null) {
            reasons.addIf(true, "started_on", "Give the date on which the ECT starts at the school.");
        } else {
            Optional<Reason> impossible = StartDate.of(details.startedOn(), setting);
            reasons.add(impossible);
            if (known != null && impossible.isEmpty()) {
                reasons.add(elsewhere(known, details.startedOn(), setting))
                        .addIf(hasOutcome(known), "trn", "This person's induction has ended with an outcome.");
            }
        }
        return reasons.orElse(() -> accepted(known, details, details.startedOn(), setting));
    }

    private static Optional<Reason> programme(Details details, Setting setting) {
        if (details.trainingProgramme() == null) {
            return Optional.of(new Reason("training_programme", "Give provider_led or school_led."));
        }
        boolean providerLed = details.trainingProgramme() == TrainingProgramme.PROVIDER_LED;
        if (providerLed != (details.leadProviderId() != null)) {
            return Optional.of(new Reason(
                    "lead_provider_id",
                    providerLed
                            ? "Give the lead provider of the provider-led training."
                            : "School-led training has no lead provider."));
        }
        return providerLed && !setting.leadProviderKnown()
                ? Optional.of(new Reason("lead_provider_id", "There is no lead provider with this id."))
                : Optional.empty();
    }

    private static boolean hasOutcome(Participant known) {
        return known.inductionPeriods().stream().anyMatch(induction -> induction.outcome() != null);
    }

    private static Optional<Reason> elsewhere(Participant known, LocalDate startedOn, Setting setting) {
        List<SchoolPeriod> times = known.schoolPeriods().stream()
                .filter(period -> period.role() == Role.ECT)
                .toList();
        if (times.stream()
                .anyMatch(period ->
                        period.finishedOn() == null && period.schoolUrn().equals(setting.schoolUrn()))) {
            return refused("trn", "This person is already registered as an ECT at this school.");
        }
        if (times.stream().anyMatch(period -> period.startedOn().isAfter(startedOn))) {
            return refused("started_on", "This person is registered as an ECT at a school from a later date on.");
        }
        return previous(known, startedOn).flatMap(previous -> handover(known, previous, startedOn, setting));
    }

    /** The time as an ECT that the new one would overlap. */
    private static Optional<SchoolPeriod> previous(Participant known, LocalDate startedOn) {
        return known.schoolPeriods().stream()
                .filter(period ->
                        period.role() == Role.ECT && contains(period.startedOn(), period.finishedOn(), startedOn))
                .findFirst();
    }

    private static Optional<Reason> handover(
            Participant known, SchoolPeriod previous, LocalDate startedOn, Setting setting) {
        LocalDate today = setting.occasion().today();
        LocalDate begun = known.trainings().stream()
                .filter(training -> training.schoolPeriodId().equals(previous.id())
                        && !training.startedOn().isAfter(today))
                .map(Training::startedOn)
                .reduce(previous.startedOn(), Periods::later);
        if (startedOn.isBefore(begun.plusDays(2))) {
            return refused(
                    "started_on",
                    "This person was at another school, or in training there, from " + begun
                            + ". They can start here from " + begun.plusDays(2) + ".");
        }
        if (previous.finishedOn() == null && startedOn.isAfter(today.plusMonths(MOST_MONTHS_AHEAD))) {
            return refused(
                    "started_on",
                    "This person is at another school. They can start here by " + today.plusMonths(MOST_MONTHS_AHEAD)
                            + " at the latest.");
        }
        return Departure.leavesMentorshipBehind(startedOn.minusDays(1), previous, known)
                ? refused("trn", "This person has a mentor at another school, which must report first that they leave.")
                : Optional.empty();
    }

    private static Verdict accepted(
            @Nullable Participant known, Details details, LocalDate startedOn, Setting setting) {
        Occasion occasion = setting.occasion();
        Participant before = known != null
                ? known
                : Edits.newcomer(
                        occasion.ids().participant(),
                        details.trn(),
                        details.fullName().strip());
        Participant left = previous(before, startedOn)
                .map(previous -> Departure.on(startedOn.minusDays(1), previous, before))
                .orElse(before);
        SchoolPeriod here = new SchoolPeriod(
                occasion.ids().schoolPeriod(),
                Role.ECT,
                setting.schoolUrn(),
                details.email().strip(),
                startedOn,
                null,
                details.workingPattern(),
                occasion.at(),
                occasion.recordedAt());
        Optional<Training> earlier = Periods.latestTraining(before, Role.ECT);
        Optional<ContractPeriod> cohort = setting.catalogue().ofEct(earlier, startedOn, occasion);
        if (cohort.isEmpty()) {
            return Verdict.refused("started_on", "There is no contract period for this date, nor for today.");
        }
        Training training = training(
                details, here, trainingStart(earlier, cohort.get(), startedOn, setting), cohort.get(), setting);
        return Verdict.accepted(
                new EctRegistered(
                        setting.schoolUrn(), startedOn, details.trainingProgramme(), details.leadProviderId()),
                Edits.withNew(
                        Edits.withNew(
                                Edits.withEctTrainingRecord(left, occasion.ids().trainingRecord()), here),
                        training));
    }

    private static LocalDate trainingStart(
            Optional<Training> earlier, ContractPeriod cohort, LocalDate startedOn, Setting setting) {
        boolean leavesClosedCohort = earlier.filter(setting::isInClosedCohort).isPresent();
        return later(
                startedOn,
                leavesClosedCohort ? cohort.startedOn() : setting.occasion().today());
    }

    private static Training training(
            Details details, SchoolPeriod here, LocalDate startedOn, ContractPeriod cohort, Setting setting) {
        return details.leadProviderId() != null
                ? Trainings.providerLed(here, startedOn, details.leadProviderId(), cohort.year(), setting)
                : Trainings.schoolLed(here, startedOn, setting);
    }

    private static Optional<Reason> refused(String field, String detail) {
        return Optional.of(new Reason(field, detail));
    }
}
