package uk.gov.education.training.schoolupdates.domain;

import java.util.Collection;
import java.util.List;
import java.util.UUID;
import uk.gov.education.training.events.Declarations;
import uk.gov.education.training.events.Participant;
import uk.gov.education.training.events.Participant.Mentorship;
import uk.gov.education.training.events.ParticipantChange;
import uk.gov.education.training.events.TrainingReports;
import uk.gov.education.training.schoolupdates.domain.Verdict.Changed;

/**
 * DfE support deletes someone who never started training, or was registered in error. Whoever has induction recorded,
 * or of whose training a lead provider has reported or declared anything, has started and stays.
 */
public final class Deletion {

    private Deletion() {}

    /**
     * What becomes of everyone else: their mentorships with this person never were.
     *
     * @param reports what lead providers have reported, also under ids that this person's records had before a merge
     * @param declarations likewise, what they have declared: a voided declaration was made too, and may have been paid
     */
    public static Verdict decide(
            UUID id,
            Collection<TrainingReports> reports,
            Collection<Declarations> declarations,
            AffectedParticipants affectedParticipants) {
        Participant participant = affectedParticipants.get(id);
        return new Reasons()
                .addIf(
                        reports.stream().anyMatch(report -> !report.trainings().isEmpty()),
                        "id",
                        "A lead provider has reported a change of this participant's training, so it has begun. Let"
                                + " the school report that they leave.")
                .addIf(
                        declarations.stream()
                                .anyMatch(declared -> !declared.declarations().isEmpty()),
                        "id",
                        "A lead provider has made a declaration about this participant's training, so it has begun. A"
                                + " voided declaration counts too. Let the school report that they leave.")
                .addIf(
                        !participant.inductionPeriods().isEmpty(),
                        "id",
                        "This participant's induction has begun. Let the school report that they leave.")
                .orElse(() -> new Verdict.Accepted(others(participant, affectedParticipants)));
    }

    private static List<Changed> others(Participant deleted, AffectedParticipants affectedParticipants) {
        return deleted.mentorships().stream()
                .map(mentorship -> mentorship.ectId().equals(deleted.id()) ? mentorship.mentorId() : mentorship.ectId())
                .distinct()
                .map(other -> without(deleted, affectedParticipants.get(other)))
                .toList();
    }

    private static Changed without(Participant deleted, Participant other) {
        List<Mentorship> shared = other.mentorships().stream()
                .filter(mentorship -> mentorship.ectId().equals(deleted.id())
                        || mentorship.mentorId().equals(deleted.id()))
                .toList();
        ParticipantChange ended = new ParticipantChange.MentorshipEnded(
                shared.getFirst().mentorId(), shared.getFirst().ectId(), null);
        return new Changed(
                ended,
                other.withMentorships(other.mentorships().stream()
                        .filter(mentorship -> !shared.contains(mentorship))
                        .toList()));
    }
}
