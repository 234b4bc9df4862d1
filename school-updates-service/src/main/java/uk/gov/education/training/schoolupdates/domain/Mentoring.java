package uk.gov.education.training.schoolupdates.domain;

import static java.util.Comparator.comparing;
import static java.util.Comparator.naturalOrder;
import static uk.gov.education.training.schoolupdates.domain.Periods.isNotOver;
import static uk.gov.education.training.schoolupdates.domain.Periods.later;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import uk.gov.education.training.events.Participant;
import uk.gov.education.training.events.Participant.Mentorship;
import uk.gov.education.training.events.Participant.SchoolPeriod;
import uk.gov.education.training.events.Participant.Training;
import uk.gov.education.training.events.ParticipantChange.MentorAssigned;
import uk.gov.education.training.events.Role;
import uk.gov.education.training.schoolupdates.domain.Verdict.Changed;

/**
 * An ECT gets a mentor at a school where both are.
 *
 * <ol>
 *   <li>The mentorship begins when both are there, but not in the past, except for a mentor who comes from another
 *       school to an ECT who never had one here. It ends when either of them leaves.
 *   <li>The ECT's mentorship until then ends on the day before; one that would begin later never was.
 *   <li>Everybody who is in one of these mentorships carries it.
 * </ol>
 */
public final class Mentoring {

    private Mentoring() {}

    /** @param others the ECT's change, then those of whoever was the mentor until now */
    record Assigned(Participant mentor, List<Changed> others) {}

    /** Whoever mentors an ECT today or later: their facts change too if the ECT's mentor changes. */
    public static Set<UUID> mentorsFrom(LocalDate today, Participant ect) {
        return ect.mentorships().stream()
                .filter(mentorship -> mentorship.ectId().equals(ect.id()) && isNotOver(mentorship.finishedOn(), today))
                .map(Mentorship::mentorId)
                .collect(Collectors.toSet());
    }

    /** Empty if the two are never at the school together. */
    static Optional<Assigned> assign(
            Participant mentor,
            SchoolPeriod mentorsTime,
            Participant ect,
            List<Participant> mentorsUntilNow,
            boolean comesFromAnotherSchool,
            Occasion occasion) {
        SchoolPeriod ectsTime =
                Periods.latestAtSchool(ect, Role.ECT, mentorsTime.schoolUrn()).orElseThrow();
        LocalDate together = later(ectsTime.startedOn(), mentorsTime.startedOn());
        LocalDate startedOn =
                comesFromAnotherSchool && !hadMentor(ect, ectsTime) ? together : later(together, occasion.today());
        @Nullable LocalDate finishedOn = Periods.earlierEnd(ectsTime.finishedOn(), mentorsTime.finishedOn());
        if (!isNotOver(finishedOn, startedOn)) {
            return Optional.empty();
        }
        Participant released = endingBefore(startedOn, ect.id(), ect);
        Mentorship mentorship = new Mentorship(
                occasion.ids().mentorship(),
                mentor.id(),
                ect.id(),
                mentorsTime.schoolUrn(),
                startedOn,
                finishedOn,
                Periods.currentOrNextTraining(ect, Role.ECT, occasion.today())
                        .filter(Training::isProviderLed)
                        .map(Training::startedOn)
                        .orElse(null),
                firstMentoredByAnother(released, mentor.id()),
                occasion.at());
        MentorAssigned assigned = new MentorAssigned(mentorUntil(startedOn, ect), mentor.id(), startedOn);
        List<Changed> others = new ArrayList<>();
        others.add(new Changed(assigned, Edits.withNew(released, mentorship)));
        for (Participant former : mentorsUntilNow) {
            Participant afterwards = endingBefore(startedOn, ect.id(), former);
            if (!afterwards.equals(former)) {
                others.add(new Changed(assigned, afterwards));
            }
        }
        return Optional.of(new Assigned(Edits.withNew(mentor, mentorship), others));
    }

    private static boolean hadMentor(Participant ect, SchoolPeriod time) {
        return ect.mentorships().stream()
                .anyMatch(mentorship -> mentorship.ectId().equals(ect.id())
                        && Periods.contains(time.startedOn(), time.finishedOn(), mentorship.startedOn()));
    }

    private static @Nullable UUID mentorUntil(LocalDate startedOn, Participant ect) {
        return ect.mentorships().stream()
                .filter(mentorship ->
                        mentorship.ectId().equals(ect.id()) && isNotOver(mentorship.finishedOn(), startedOn))
                .min(comparing(Mentorship::startedOn))
                .map(Mentorship::mentorId)
                .orElse(null);
    }

    private static @Nullable LocalDate firstMentoredByAnother(Participant ect, UUID mentorId) {
        return ect.mentorships().stream()
                .filter(mentorship -> mentorship.ectId().equals(ect.id())
                        && !mentorship.mentorId().equals(mentorId))
                .map(Mentorship::startedOn)
                .min(naturalOrder())
                .orElse(null);
    }

    /** One person's mentorships once those of an ECT end before a day. */
    private static Participant endingBefore(LocalDate day, UUID ectId, Participant person) {
        return Edits.withMentorships(
                person,
                person.mentorships().stream()
                        .filter(mentorship -> !mentorship.ectId().equals(ectId)
                                || mentorship.startedOn().isBefore(day))
                        .map(mentorship -> mentorship.ectId().equals(ectId) && isNotOver(mentorship.finishedOn(), day)
                                ? Edits.finished(mentorship, day.minusDays(1))
                                : mentorship)
                        .toList());
    }
}
