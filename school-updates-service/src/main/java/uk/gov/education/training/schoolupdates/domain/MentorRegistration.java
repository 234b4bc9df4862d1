package uk.gov.education.training.schoolupdates.domain;

import static uk.gov.education.training.schoolupdates.domain.Periods.contains;
import static uk.gov.education.training.schoolupdates.domain.Periods.isNotOver;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import uk.gov.education.training.events.ContractPeriod;
import uk.gov.education.training.events.Participant;
import uk.gov.education.training.events.Participant.SchoolPeriod;
import uk.gov.education.training.events.Participant.Training;
import uk.gov.education.training.events.ParticipantChange.MentorRegistered;
import uk.gov.education.training.events.Role;
import uk.gov.education.training.schoolupdates.domain.Verdict.Accepted;
import uk.gov.education.training.schoolupdates.domain.Verdict.Changed;

/**
 * A school registers a mentor, usually for an ECT who needs one.
 *
 * <ol>
 *   <li>Unless the mentor goes on mentoring elsewhere, time and training at other schools end on the day before.
 *   <li>The mentor's own training begins with the time at this school, even in the past, if the ECT is in provider-led
 *       training, the mentor has not finished training, and does not mentor elsewhere too.
 *   <li>The mentorship begins, and any mentorship that the ECT has until then ends: see {@link Mentoring}.
 * </ol>
 */
public final class MentorRegistration {

    private static final int MOST_MONTHS_AHEAD = 4;

    private MentorRegistration() {}

    /**
     * What a school says about a mentor.
     *
     * @param mentoringAtNewSchoolOnly true if absent
     * @param leadProviderId who trains the mentor; if absent, whoever trains the ECT
     */
    public record Details(
            @Nullable String trn,
            @Nullable String fullName,
            @Nullable String email,
            @Nullable LocalDate startedOn,
            @Nullable Boolean mentoringAtNewSchoolOnly,
            @Nullable UUID ectId,
            @Nullable UUID leadProviderId) {

        boolean goesOnElsewhere() {
            return Boolean.FALSE.equals(mentoringAtNewSchoolOnly);
        }
    }

    /**
     * Those whom the registration is about.
     *
     * @param mentor if already known
     * @param ect if there is one with the id that the school gave
     * @param mentorsUntilNow whoever mentors the ECT today or later
     * @param trainingEnded whether the mentor can be funded no more
     */
    public record People(
            @Nullable Participant mentor,
            @Nullable Participant ect,
            List<Participant> mentorsUntilNow,
            boolean trainingEnded) {}

    public static Verdict decide(People people, Details details, Setting setting) {
        Optional<Training> ectTraining = Optional.ofNullable(people.ect())
                .flatMap(ect -> Periods.currentOrNextTraining(
                        ect, Role.ECT, setting.occasion().today()))
                .filter(Training::isProviderLed);
        Reasons reasons = new Reasons()
                .add(PersonalDetails.trn(details.trn()))
                .add(PersonalDetails.fullName(details.fullName()))
                .add(PersonalDetails.email(details.email()))
                .addIf(setting.emailTaken(), "email", "Another person at a school has this email address.")
                .add(ect(people, details, setting))
                .addIf(
                        details.leadProviderId() != null && ectTraining.isEmpty(),
                        "lead_provider_id",
                        "Only the mentor of an ECT in provider-led training is trained by a lead provider.")
                .addIf(
                        details.leadProviderId() != null && !setting.leadProviderKnown(),
                        "lead_provider_id",
                        "There is no lead provider with this id.");
        if (details.startedOn() == null) {
            reasons.addIf(true, "started_on", "Give the date on which the mentor starts at the school.");
        } else {
            Optional<Reason> impossible = StartDate.of(details.startedOn(), setting);
            reasons.add(impossible);
            if (people.mentor() != null && impossible.isEmpty()) {
                reasons.add(elsewhere(people.mentor(), details, details.startedOn(), setting));
            }
        }
        return reasons.orElse(() -> accepted(people, details, details.startedOn(), ectTraining, setting));
    }

    private static Optional<Reason> ect(People people, Details details, Setting setting) {
        if (details.ectId() == null) {
            return Optional.empty();
        }
        boolean here = people.ect() != null
                && Periods.latestAtSchool(people.ect(), Role.ECT, setting.schoolUrn())
                        .filter(time ->
                                isNotOver(time.finishedOn(), setting.occasion().today()))
                        .isPresent();
        if (!here) {
            return refused("ect_id", "No ECT with this id is at this school.");
        }
        return people.mentor() != null && people.mentor().id().equals(details.ectId())
                ? refused("ect_id", "Nobody can mentor themselves.")
                : Optional.empty();
    }

    private static Optional<Reason> elsewhere(
            Participant mentor, Details details, LocalDate startedOn, Setting setting) {
        boolean here = mentor.schoolPeriods().stream()
                .anyMatch(time -> time.role() == Role.MENTOR
                        && time.schoolUrn().equals(setting.schoolUrn())
                        && isNotOver(time.finishedOn(), startedOn));
        if (here) {
            return refused("trn", "This person is already registered as a mentor at this school.");
        }
        return left(mentor, details, startedOn).stream()
                .flatMap(time -> handover(mentor, time, startedOn, setting).stream())
                .findFirst();
    }

    /** The times as a mentor elsewhere that end because of this one. */
    private static List<SchoolPeriod> left(Participant mentor, Details details, LocalDate startedOn) {
        return details.goesOnElsewhere()
                ? List.of()
                : mentor.schoolPeriods().stream()
                        .filter(time -> time.role() == Role.MENTOR
                                && contains(time.startedOn(), time.finishedOn(), startedOn.minusDays(1)))
                        .toList();
    }

    private static Optional<Reason> handover(
            Participant mentor, SchoolPeriod left, LocalDate startedOn, Setting setting) {
        LocalDate earliest = left.startedOn().plusDays(2);
        LocalDate latest = setting.occasion().today().plusMonths(MOST_MONTHS_AHEAD);
        if (startedOn.isBefore(earliest)) {
            return refused(
                    "started_on", "This person mentors at another school. They can start here from " + earliest + ".");
        }
        if (left.finishedOn() == null && startedOn.isAfter(latest)) {
            return refused(
                    "started_on",
                    "This person mentors at another school. They can start here by " + latest + " at the latest.");
        }
        return Departure.leavesMentorshipBehind(startedOn.minusDays(1), left, mentor)
                ? refused("trn", "This person mentors at another school, which must report first that they leave.")
                : Optional.empty();
    }

    private static Verdict accepted(
            People people, Details details, LocalDate startedOn, Optional<Training> ectTraining, Setting setting) {
        Occasion occasion = setting.occasion();
        Participant before = people.mentor() != null
                ? people.mentor()
                : Edits.newcomer(
                        occasion.ids().participant(),
                        details.trn(),
                        details.fullName().strip());
        List<SchoolPeriod> left = left(before, details, startedOn);
        SchoolPeriod here = new SchoolPeriod(
                occasion.ids().schoolPeriod(),
                Role.MENTOR,
                setting.schoolUrn(),
                details.email().strip(),
                startedOn,
                null,
                null,
                occasion.at(),
                occasion.recordedAt());
        Participant mentor = Edits.withNew(
                Edits.withMentorTrainingRecord(
                        departed(before, left, startedOn), occasion.ids().trainingRecord()),
                here);
        Optional<Training> training = people.trainingEnded()
                ? Optional.empty()
                : training(before, mentor, here, details, ectTraining, setting);
        Participant trained = training.map(own -> Edits.withNew(mentor, own)).orElse(mentor);
        MentorRegistered registered = new MentorRegistered(
                setting.schoolUrn(),
                startedOn,
                details.ectId(),
                training.map(Training::leadProviderId).orElse(null));
        if (people.ect() == null) {
            return Verdict.accepted(registered, trained);
        }
        return Mentoring.assign(trained, here, people.ect(), people.mentorsUntilNow(), !left.isEmpty(), occasion)
                .map(assigned -> together(new Changed(registered, assigned.mentor()), assigned.others()))
                .orElseGet(() -> Verdict.refused("ect_id", "The ECT leaves this school before the mentor starts."));
    }

    private static Verdict together(Changed first, List<Changed> others) {
        return new Accepted(Stream.concat(Stream.of(first), others.stream()).toList());
    }

    private static Participant departed(Participant mentor, List<SchoolPeriod> left, LocalDate startedOn) {
        Participant departed = mentor;
        for (SchoolPeriod time : left) {
            departed = Departure.on(startedOn.minusDays(1), time, departed);
        }
        return departed;
    }

    private static Optional<Training> training(
            Participant before,
            Participant mentor,
            SchoolPeriod here,
            Details details,
            Optional<Training> ectTraining,
            Setting setting) {
        LocalDate startedOn = here.startedOn();
        boolean mentorsElsewhere = mentor.schoolPeriods().stream()
                .anyMatch(time -> time.role() == Role.MENTOR
                        && !time.id().equals(here.id())
                        && isNotOver(time.finishedOn(), startedOn));
        boolean inTraining = mentor.trainings().stream()
                .anyMatch(training -> training.role() == Role.MENTOR && isNotOver(training.finishedOn(), startedOn));
        if (ectTraining.isEmpty() || mentorsElsewhere || inTraining) {
            return Optional.empty();
        }
        UUID leadProvider = details.leadProviderId() != null
                ? details.leadProviderId()
                : ectTraining.get().leadProviderId();
        return setting.catalogue()
                .ofMentor(Periods.latestTraining(before, Role.MENTOR), startedOn, setting.occasion())
                .map(ContractPeriod::year)
                .map(cohort -> Trainings.providerLed(here, startedOn, leadProvider, cohort, setting));
    }

    private static Optional<Reason> refused(String field, String detail) {
        return Optional.of(new Reason(field, detail));
    }
}
