package uk.gov.education.training.schoolupdates.domain;

import static uk.gov.education.training.schoolupdates.domain.Periods.contains;
import static uk.gov.education.training.schoolupdates.domain.Periods.isNotOver;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import uk.gov.education.training.events.Participant;
import uk.gov.education.training.events.Participant.EndReason;
import uk.gov.education.training.events.Participant.Ending;
import uk.gov.education.training.events.Participant.SchoolPeriod;
import uk.gov.education.training.events.Participant.Training;
import uk.gov.education.training.events.ParticipantChange.MentorRegistered;
import uk.gov.education.training.events.PlainText;
import uk.gov.education.training.events.Role;
import uk.gov.education.training.schoolupdates.domain.Mentoring.Pair;

/**
 * A school registers a mentor, usually for an ECT who needs one.
 *
 * <ol>
 *   <li>Unless the mentor goes on mentoring elsewhere, time and training at other schools end on the day before.
 *   <li>The mentor's own training begins with the time at this school, even in the past, if the ECT is in provider-led
 *       training, the mentor has not finished training, and does not mentor elsewhere too.
 *   <li>The mentorship begins, and any mentorship that the ECT has until then ends: see {@link Mentoring}.
 *   <li>Whoever mentors at this school already is only assigned to the ECT: see {@link MentorChange}.
 * </ol>
 */
public final class MentorRegistration {

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

    /** @param known the person, if already known */
    public static Verdict decide(Optional<UUID> known, Details details, People people, Setting setting) {
        Optional<Participant> mentor = known.flatMap(people::find);
        Optional<Participant> ect = people.find(details.ectId());
        if (details.ectId() != null
                && mentor.filter(who -> isHere(who, setting)).isPresent()) {
            return MentorChange.decide(details.ectId(), known.orElseThrow(), details.leadProviderId(), people, setting);
        }
        Optional<Training> ectTraining = ect.flatMap(who -> Periods.currentOrNextTraining(
                        who, Role.ECT, setting.occasion().today()))
                .filter(Training::isProviderLed);
        Reasons reasons = new Reasons()
                .add(RegistrationWindow.of(setting.occasion().today()))
                .add(PersonalDetails.trn(details.trn()))
                .add(PersonalDetails.fullName(details.fullName()))
                .add(PersonalDetails.email(details.email()))
                .addIf(setting.emailTaken(), "email", "Another person at a school has this email address.")
                .add(MentorChange.ectHere(ect, details.ectId(), "ect_id", setting))
                .addIf(
                        details.ectId() != null && known.equals(Optional.of(details.ectId())),
                        "ect_id",
                        "Nobody can mentor themselves.")
                .addIf(
                        details.leadProviderId() != null && ectTraining.isEmpty(),
                        "lead_provider_id",
                        "Only the mentor of an ECT in provider-led training is trained by a lead provider.")
                .add(LeadProvider.known(details.leadProviderId(), setting));
        if (details.startedOn() == null) {
            reasons.addIf(true, "started_on", "Give the date on which the mentor starts at the school.");
        } else {
            Optional<Reason> impossible = StartDate.of(details.startedOn(), setting);
            reasons.add(impossible);
            if (impossible.isEmpty()) {
                reasons.add(mentor.flatMap(who -> elsewhere(who, details, details.startedOn(), setting)));
            }
        }
        return reasons.orElse(() -> accepted(mentor, details, details.startedOn(), ectTraining, people, setting));
    }

    private static boolean isHere(Participant mentor, Setting setting) {
        return Periods.latestAtSchool(mentor, Role.MENTOR, setting.schoolUrn())
                .filter(time -> time.finishedOn() == null)
                .isPresent();
    }

    private static Optional<Reason> elsewhere(
            Participant mentor, Details details, LocalDate startedOn, Setting setting) {
        boolean here = Periods.atSchools(mentor, Role.MENTOR)
                .anyMatch(time ->
                        time.schoolUrn().equals(setting.schoolUrn()) && isNotOver(time.finishedOn(), startedOn));
        if (here) {
            return refused(
                    "trn",
                    "This person is already registered as a mentor at this school. Give the ect_id of whom they mentor.");
        }
        return left(mentor, details, startedOn).stream()
                .flatMap(time -> handover(mentor, time, startedOn, setting).stream())
                .findFirst();
    }

    /** The times as a mentor elsewhere that end because of this one. */
    private static List<SchoolPeriod> left(Participant mentor, Details details, LocalDate startedOn) {
        return details.goesOnElsewhere()
                ? List.of()
                : Periods.atSchools(mentor, Role.MENTOR)
                        .filter(time -> contains(time.startedOn(), time.finishedOn(), startedOn.minusDays(1)))
                        .toList();
    }

    private static Optional<Reason> handover(
            Participant mentor, SchoolPeriod left, LocalDate startedOn, Setting setting) {
        LocalDate today = setting.occasion().today();
        LocalDate earliest = Leaving.earliestLastDay(mentor, left, today);
        if (startedOn.isBefore(earliest)) {
            return refused(
                    "started_on", "This person mentors at another school. They can start here from " + earliest + ".");
        }
        return left.finishedOn() == null && startedOn.isAfter(Leaving.latestLastDay(today))
                ? refused(
                        "started_on",
                        "This person mentors at another school. They can start here by " + Leaving.latestLastDay(today)
                                + " at the latest.")
                : Optional.empty();
    }

    private static Verdict accepted(
            Optional<Participant> known,
            Details details,
            LocalDate startedOn,
            Optional<Training> ectTraining,
            People people,
            Setting setting) {
        Occasion occasion = setting.occasion();
        Participant before = known.orElseGet(() ->
                Edits.newcomer(occasion.ids().participant(), details.trn(), PlainText.squeezed(details.fullName())));
        List<SchoolPeriod> left = left(before, details, startedOn);
        People gone = people.with(before);
        for (SchoolPeriod time : left) {
            gone = Departure.on(
                    startedOn.minusDays(1),
                    before.id(),
                    time,
                    new Ending(EndReason.JOINED_ANOTHER_SCHOOL, setting.schoolUrn(), occasion.at()),
                    gone);
        }
        SchoolPeriod here = new SchoolPeriod(
                occasion.ids().schoolPeriod(),
                Role.MENTOR,
                setting.schoolUrn(),
                PlainText.squeezed(details.email()),
                startedOn,
                null,
                null,
                null,
                occasion.at(),
                occasion.recordedAt());
        Participant mentor = Edits.withNew(
                Edits.withMentorTrainingRecord(
                        gone.get(before.id()), occasion.ids().trainingRecord()),
                here);
        Optional<Training> own = ectTraining.flatMap(ects -> MentorTraining.ofRegistered(
                mentor, here, MentorTraining.leadProvider(details.leadProviderId(), ects), setting));
        People come =
                gone.with(own.map(training -> Edits.withNew(mentor, training)).orElse(mentor));
        MentorRegistered registered = new MentorRegistered(
                setting.schoolUrn(),
                startedOn,
                details.ectId(),
                own.map(Training::leadProviderId).orElse(null));
        if (details.ectId() == null) {
            return come.with(registered, come.get(before.id())).about(before.id());
        }
        Pair pair = new Pair(before.id(), here, details.ectId(), !left.isEmpty(), own);
        return Mentoring.assign(pair, come, occasion)
                .map(assigned ->
                        assigned.with(registered, assigned.get(before.id())).about(before.id()))
                .orElseGet(() -> Verdict.refused("ect_id", "The ECT leaves this school before the mentor starts."));
    }

    private static Optional<Reason> refused(String field, String detail) {
        return Optional.of(new Reason(field, detail));
    }
}
