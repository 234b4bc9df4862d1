package uk.gov.education.training.schoolupdates.domain;

import java.util.Collection;
import java.util.List;
import java.util.UUID;
import uk.gov.education.training.events.Declarations;
import uk.gov.education.training.events.Participant;
import uk.gov.education.training.events.Participant.Mentorship;
import uk.gov.education.training.events.ParticipantChange;
import uk.gov.education.training.events.TrainingReports;
import uk.gov.education.training.platform.rules.Reasons;
import uk.gov.education.training.platform.rules.Verdict;

/**
 * Decides whether a participant can be deleted, because they never started training or were registered by mistake. A
 * participant with an induction period, a lead provider report or a declaration has started and stays.
 */
public final class Deletion {

    private Deletion() {}

    /**
     * Removes the participant's mentorships from the records of the others.
     *
     * @param reports the lead providers' reports under the participant's present and former ids
     * @param declarations the declarations under these ids, including voided ones, which may have been paid
     */
    public static Verdict<Changes> decide(
            UUID id,
            Collection<TrainingReports> reports,
            Collection<Declarations> declarations,
            AffectedParticipants affectedParticipants) {
        Participant participant = affectedParticipants.get(id);
        return Reasons.all()
                .addIf(
                        reports.stream().anyMatch(report -> !report.trainings().isEmpty()),
                        "id",
                        "A lead provider has reported a change to this participant's training, so it has begun. Ask the"
                                + " school to report that they leave.")
                .addIf(
                        declarations.stream()
                                .anyMatch(declared -> !declared.declarations().isEmpty()),
                        "id",
                        "A lead provider has made a declaration about this participant's training, so it has begun. A"
                                + " voided declaration counts too. Ask the school to report that they leave.")
                .addIf(
                        !participant.inductionPeriods().isEmpty(),
                        "id",
                        "This participant's induction has begun. Ask the school to report that they leave.")
                .orElse(() -> Verdict.accepted(new Changes(others(participant, affectedParticipants))));
    }

    private static List<ChangedParticipant> others(Participant deleted, AffectedParticipants affectedParticipants) {
        return deleted.mentorships().stream()
                .map(mentorship -> mentorship.ectId().equals(deleted.id()) ? mentorship.mentorId() : mentorship.ectId())
                .distinct()
                .map(other -> without(deleted, affectedParticipants.get(other)))
                .toList();
    }

    private static ChangedParticipant without(Participant deleted, Participant other) {
        List<Mentorship> shared = other.mentorships().stream()
                .filter(mentorship -> mentorship.ectId().equals(deleted.id())
                        || mentorship.mentorId().equals(deleted.id()))
                .toList();
        ParticipantChange ended = new ParticipantChange.MentorshipEnded(
                shared.getFirst().mentorId(), shared.getFirst().ectId(), null);
        return new ChangedParticipant(
                ended,
                other.withMentorships(other.mentorships().stream()
                        .filter(mentorship -> !shared.contains(mentorship))
                        .toList()));
    }
}
