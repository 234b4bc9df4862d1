package uk.gov.education.training.schoolupdates.domain;

import static java.util.function.Function.identity;
import static java.util.stream.Collectors.toMap;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import uk.gov.education.training.events.Participant;
import uk.gov.education.training.events.Participant.EndReason;
import uk.gov.education.training.events.Participant.Ending;
import uk.gov.education.training.events.Participant.IdChange;
import uk.gov.education.training.events.Participant.Mentorship;
import uk.gov.education.training.events.ParticipantChange.DuplicateMerged;
import uk.gov.education.training.events.Role;
import uk.gov.education.training.platform.rules.Verdict;

/**
 * Merges two records of the same person into one.
 *
 * <ol>
 *   <li>The record that stays takes over all periods, training, mentorships and earlier id changes. It keeps its own
 *       name, TRN and training record ids where it has them. Overlapping periods are combined: see
 *       {@link MergedPeriods}.
 *   <li>The merged record keeps only its id and the id of the record that stays.
 *   <li>Everyone who shares a mentorship with the person gets the new id.
 *   <li>If only one record's funding as a mentor has ended, the training of the other record ends yesterday. Training
 *       that had not begun never takes place.
 *   <li>Records that contradict each other are not merged: see {@link MergeRules}.
 * </ol>
 */
public final class Merge {

    private final Participant merged;
    private final Participant stays;
    private final Ending ending;

    private Merge(Participant merged, Participant stays, Ending ending) {
        this.merged = merged;
        this.stays = stays;
        this.ending = ending;
    }

    public static Verdict<Changes> decide(
            UUID from,
            UUID into,
            AffectedParticipants affectedParticipants,
            MergeContext mergeContext,
            ReportContext reportContext) {
        return decide(from, into, "into", affectedParticipants, mergeContext, reportContext);
    }

    /** @param field the field of the request that asks for the merge */
    static Verdict<Changes> decide(
            UUID from,
            UUID into,
            String field,
            AffectedParticipants affectedParticipants,
            MergeContext mergeContext,
            ReportContext reportContext) {
        if (from.equals(into)) {
            return Verdict.refused(field, "A record can't be merged into itself.");
        }
        Ending ending = new Ending(EndReason.DUPLICATE_MERGED, null, reportContext.at());
        Participant merged = affectedParticipants.get(from);
        Participant stays = affectedParticipants.get(into);
        if (mergeContext.fundingEndedOnlyFor(into, from)) {
            merged = withMentorTrainingEnded(merged, ending, reportContext);
        }
        if (mergeContext.fundingEndedOnlyFor(from, into)) {
            stays = withMentorTrainingEnded(stays, ending, reportContext);
        }
        Merge merge = new Merge(merged, stays, ending);
        return new MergeRules(merged, stays, mergeContext)
                .reasonsAgainst(field)
                .orElse(() -> merge.accepted(affectedParticipants, reportContext));
    }

    private static Participant withMentorTrainingEnded(Participant mentor, Ending ending, ReportContext reportContext) {
        return mentor.withTrainings(mentor.trainings().stream()
                .map(training -> training.role() == Role.MENTOR
                        ? Edits.finished(training, reportContext.today().minusDays(1), ending)
                        : training)
                .toList());
    }

    private Verdict<Changes> accepted(AffectedParticipants affectedParticipants, ReportContext reportContext) {
        DuplicateMerged change = new DuplicateMerged(merged.id(), stays.id());
        IdChange idChange = new IdChange(merged.id(), stays.id(), reportContext.at());
        Participant after = withMergedRecord(idChange);
        AffectedParticipants all = affectedParticipants.with(change, after).with(change, mergedRecord(idChange));
        Map<UUID, Mentorship> mentorships = after.mentorships().stream().collect(toMap(Mentorship::id, identity()));
        for (UUID id : mentorshipPartners()) {
            Participant before = all.get(id);
            Participant partner = before.withMentorships(before.mentorships().stream()
                    .flatMap(mentorship -> isPartOf(mentorship, merged.id()) || isPartOf(mentorship, stays.id())
                            ? Stream.ofNullable(mentorships.get(mentorship.id()))
                            : Stream.of(mentorship))
                    .toList());
            all = partner.equals(before) ? all : all.with(change, partner);
        }
        return all.acceptedFor(stays.id());
    }

    private static boolean isPartOf(Mentorship mentorship, UUID id) {
        return mentorship.ectId().equals(id) || mentorship.mentorId().equals(id);
    }

    private List<UUID> mentorshipPartners() {
        return Stream.of(merged, stays)
                .flatMap(each -> each.mentorships().stream()
                        .map(mentorship ->
                                mentorship.ectId().equals(each.id()) ? mentorship.mentorId() : mentorship.ectId()))
                .distinct()
                .toList();
    }

    private Participant withMergedRecord(IdChange idChange) {
        MergedPeriods periods = MergedPeriods.of(
                stays,
                merged.withMentorships(merged.mentorships().stream()
                        .map(mentorship -> Edits.withNewId(mentorship, merged.id(), stays.id()))
                        .toList()),
                ending);
        return stays.with()
                .ectTrainingRecordId(
                        stays.ectTrainingRecordId() != null
                                ? stays.ectTrainingRecordId()
                                : merged.ectTrainingRecordId())
                .mentorTrainingRecordId(
                        stays.mentorTrainingRecordId() != null
                                ? stays.mentorTrainingRecordId()
                                : merged.mentorTrainingRecordId())
                .schoolPeriods(periods.schoolPeriods())
                .trainings(periods.trainings())
                .mentorships(periods.mentorships())
                .inductionPeriods(concat(stays.inductionPeriods(), merged.inductionPeriods()))
                .idChanges(Edits.and(concat(stays.idChanges(), merged.idChanges()), idChange))
                .build();
    }

    private Participant mergedRecord(IdChange idChange) {
        return new Participant(
                merged.id(), null, null, null, null, List.of(), List.of(), List.of(), List.of(), List.of(idChange));
    }

    private static <T> List<T> concat(List<T> some, List<T> others) {
        return Stream.concat(some.stream(), others.stream()).toList();
    }
}
