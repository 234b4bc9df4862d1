package uk.gov.education.training.providerapi.domain.participants;

import static java.util.Comparator.comparing;
import static java.util.Objects.requireNonNull;
import static java.util.function.BinaryOperator.maxBy;
import static java.util.stream.Collectors.toMap;
import static java.util.stream.Collectors.toSet;

import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import uk.gov.education.training.events.Participant;
import uk.gov.education.training.events.Participant.Mentorship;
import uk.gov.education.training.events.Participant.SchoolPeriod;
import uk.gov.education.training.events.Role;

/**
 * A current or next mentor of an ECT whom a lead provider trains. The lead provider has never been confirmed as
 * training the mentor.
 *
 * @param email the mentor's address at the school where they mentor the provider's ECT, or at the latest of several
 *     such schools
 * @param createdAt when the person was first registered at a school, in real time
 */
public record UnfundedMentorView(UUID mentorId, String fullName, String email, String trn, Instant createdAt) {

    /**
     * The view; empty if the lead provider trains this person, or if the person is at none of these ECTs' schools.
     *
     * @param ects the ECTs whom this person mentors, as the lead provider sees it
     */
    public static Optional<UnfundedMentorView> of(UUID leadProviderId, ParticipantFacts facts, Set<UUID> ects) {
        Participant mentor = facts.participant();
        if (facts.leadProviders().contains(leadProviderId)) {
            return Optional.empty();
        }
        // Only an ECT's latest mentorship counts: mentoring at a new school replaces mentoring at the old one.
        Set<String> schools = mentor.mentorships().stream()
                .filter(mentorship -> mentorship.mentorId().equals(mentor.id()) && ects.contains(mentorship.ectId()))
                .collect(toMap(Mentorship::ectId, mentorship -> mentorship, maxBy(comparing(Mentorship::startedOn))))
                .values()
                .stream()
                .map(Mentorship::schoolUrn)
                .collect(toSet());
        return mentor.schoolPeriods().stream()
                .filter(period -> period.role() == Role.MENTOR && schools.contains(period.schoolUrn()))
                .max(comparing(SchoolPeriod::takesPlace).thenComparing(SchoolPeriod::startedOn))
                .map(period -> new UnfundedMentorView(
                        mentor.id(),
                        requireNonNull(mentor.fullName()),
                        period.email(),
                        requireNonNull(mentor.trn()),
                        ParticipantView.createdAt(mentor)));
    }
}
