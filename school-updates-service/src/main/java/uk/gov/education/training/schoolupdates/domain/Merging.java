package uk.gov.education.training.schoolupdates.domain;

import static java.util.function.Function.identity;
import static java.util.stream.Collectors.toMap;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.function.BiPredicate;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import uk.gov.education.training.events.Declarations;
import uk.gov.education.training.events.Participant;
import uk.gov.education.training.events.Participant.EndReason;
import uk.gov.education.training.events.Participant.Ending;
import uk.gov.education.training.events.Participant.IdChange;
import uk.gov.education.training.events.Participant.Mentorship;
import uk.gov.education.training.events.Participant.SchoolPeriod;
import uk.gov.education.training.events.Participant.Training;
import uk.gov.education.training.events.ParticipantChange.DuplicateMerged;
import uk.gov.education.training.events.Role;

/**
 * Two records turn out to be about one person: DfE support merges one into the other.
 *
 * <ol>
 *   <li>The record that stays takes over all periods, training and mentorships, and earlier changes of id. Name, TRN
 *       and training record ids stay its own where it has them. Periods that overlap are combined: see
 *       {@link MergedPeriods}.
 *   <li>The record that ends keeps nothing but its id and where to go on from it.
 *   <li>Everyone who shares a mentorship with that person carries the new id.
 *   <li>A mentor whose funding has ended in one record goes on without the training of the other: it ends yesterday,
 *       and what had not begun never takes place.
 *   <li>Records that would contradict each other are not merged, nor ones for which the same was declared twice, since
 *       both would be paid.
 * </ol>
 */
public final class Merging {

    private final Participant ends;
    private final Participant stays;
    private final Said said;
    private final Ending ending;

    private Merging(Participant ends, Participant stays, Said said, Ending ending) {
        this.ends = ends;
        this.stays = stays;
        this.said = said;
        this.ending = ending;
    }

    /**
     * What other services' facts say about the two.
     *
     * @param declarations under all ids that they have or had
     * @param movedTo the cohorts to which lead providers moved training, by the training's id
     * @param fundingEnded those of the two whose training as mentors can be funded no more
     * @param leadProviders names of the lead providers that have declared anything
     */
    public record Said(
            Collection<Declarations> declarations,
            Map<UUID, Integer> movedTo,
            Set<UUID> fundingEnded,
            Map<UUID, String> leadProviders) {

        boolean onlyEnded(UUID one, UUID other) {
            return fundingEnded.contains(one) && !fundingEnded.contains(other);
        }

        private @Nullable Integer cohort(Training training) {
            return training.isProviderLed() ? movedTo.getOrDefault(training.id(), training.cohort()) : null;
        }
    }

    public static Verdict decide(
            UUID from, UUID into, AffectedParticipants affectedParticipants, Said said, ReportContext reportContext) {
        return decide(from, into, "into", affectedParticipants, said, reportContext);
    }

    /** @param field of the request that asks for it */
    static Verdict decide(
            UUID from,
            UUID into,
            String field,
            AffectedParticipants affectedParticipants,
            Said said,
            ReportContext reportContext) {
        if (from.equals(into)) {
            return Verdict.refused(field, "A record can't be merged into itself.");
        }
        Ending ending = new Ending(EndReason.DUPLICATE_MERGED, null, reportContext.at());
        Participant ends = affectedParticipants.get(from);
        Participant stays = affectedParticipants.get(into);
        Merging merging = new Merging(
                said.onlyEnded(into, from) ? untrained(ends, ending, reportContext) : ends,
                said.onlyEnded(from, into) ? untrained(stays, ending, reportContext) : stays,
                said,
                ending);
        return merging.whyNot(field).orElse(() -> merging.merged(affectedParticipants, reportContext));
    }

    private static Participant untrained(Participant mentor, Ending ending, ReportContext reportContext) {
        return mentor.withTrainings(mentor.trainings().stream()
                .map(training -> training.role() == Role.MENTOR
                        ? Edits.finished(training, reportContext.today().minusDays(1), ending)
                        : training)
                .toList());
    }

    private Reasons whyNot(String field) {
        Reasons reasons = new Reasons()
                .addIf(
                        areInAMentorship(ends, stays.id()),
                        field,
                        "One of these records mentors the other, so they are two people.")
                .addIf(
                        anyPair(Participant::schoolPeriods, Merging::atTwoSchoolsAsAnEct),
                        field,
                        "The two records are at different schools as an ECT at the same time. Report the end of one of"
                                + " these times first.")
                .addIf(
                        anyPair(
                                Participant::trainings,
                                (one, other) -> MergedPeriods.overlap(one, other) && !MergedPeriods.areOne(one, other)),
                        field,
                        "The two records are in training in the same role at the same time, at different schools, or by"
                                + " different lead providers or programmes. Report the end of one of these trainings"
                                + " first.")
                .addIf(
                        anyPair(Participant::trainings, this::inDifferentCohorts),
                        field,
                        "The two records are in training in the same role in different cohorts. Ask the lead provider"
                                + " to move one of them to the other's cohort first.")
                .addIf(
                        !ends.inductionPeriods().isEmpty()
                                && !stays.inductionPeriods().isEmpty(),
                        field,
                        "Both records have induction periods.");
        DuplicateDeclarations.in(said.declarations(), said.leadProviders())
                .forEach(sentence -> reasons.addIf(true, field, sentence));
        return reasons;
    }

    private static boolean areInAMentorship(Participant one, UUID other) {
        return one.mentorships().stream()
                .anyMatch(mentorship -> mentorship.ectId().equals(other)
                        || mentorship.mentorId().equals(other));
    }

    private static boolean atTwoSchoolsAsAnEct(SchoolPeriod one, SchoolPeriod other) {
        return one.role() == Role.ECT
                && other.role() == Role.ECT
                && !one.schoolUrn().equals(other.schoolUrn())
                && one.takesPlace()
                && other.takesPlace()
                && Periods.overlap(one.startedOn(), one.finishedOn(), other.startedOn(), other.finishedOn());
    }

    private boolean inDifferentCohorts(Training one, Training other) {
        return one.role() == other.role()
                && one.takesPlace()
                && other.takesPlace()
                && one.isProviderLed()
                && other.isProviderLed()
                && !Objects.equals(said.cohort(one), said.cohort(other));
    }

    private <T> boolean anyPair(Function<Participant, List<T>> list, BiPredicate<T, T> clash) {
        return list.apply(ends).stream()
                .anyMatch(one -> list.apply(stays).stream().anyMatch(other -> clash.test(one, other)));
    }

    private Verdict merged(AffectedParticipants affectedParticipants, ReportContext reportContext) {
        DuplicateMerged merged = new DuplicateMerged(ends.id(), stays.id());
        IdChange idChange = new IdChange(ends.id(), stays.id(), reportContext.at());
        Participant after = takenOver(idChange);
        AffectedParticipants all = affectedParticipants.with(merged, after).with(merged, ended(idChange));
        Map<UUID, Mentorship> mentorships = after.mentorships().stream().collect(toMap(Mentorship::id, identity()));
        for (UUID id : partners()) {
            Participant before = all.get(id);
            Participant partner = before.withMentorships(before.mentorships().stream()
                    .flatMap(each -> areInAMentorship(each, ends.id()) || areInAMentorship(each, stays.id())
                            ? Stream.ofNullable(mentorships.get(each.id()))
                            : Stream.of(each))
                    .toList());
            all = partner.equals(before) ? all : all.with(merged, partner);
        }
        return all.about(stays.id());
    }

    private static boolean areInAMentorship(Mentorship mentorship, UUID id) {
        return mentorship.ectId().equals(id) || mentorship.mentorId().equals(id);
    }

    private List<UUID> partners() {
        return Stream.of(ends, stays)
                .flatMap(each -> each.mentorships().stream()
                        .map(mentorship ->
                                mentorship.ectId().equals(each.id()) ? mentorship.mentorId() : mentorship.ectId()))
                .distinct()
                .toList();
    }

    private Participant takenOver(IdChange idChange) {
        MergedPeriods periods = MergedPeriods.of(
                stays,
                ends.withMentorships(ends.mentorships().stream()
                        .map(mentorship -> Edits.withNewId(mentorship, ends.id(), stays.id()))
                        .toList()),
                ending);
        return new Participant(
                stays.id(),
                stays.trn(),
                stays.fullName(),
                stays.ectTrainingRecordId() != null ? stays.ectTrainingRecordId() : ends.ectTrainingRecordId(),
                stays.mentorTrainingRecordId() != null ? stays.mentorTrainingRecordId() : ends.mentorTrainingRecordId(),
                periods.schoolPeriods(),
                periods.trainings(),
                periods.mentorships(),
                and(stays.inductionPeriods(), ends.inductionPeriods()),
                Edits.and(and(stays.idChanges(), ends.idChanges()), idChange));
    }

    private Participant ended(IdChange idChange) {
        return new Participant(
                ends.id(), null, null, null, null, List.of(), List.of(), List.of(), List.of(), List.of(idChange));
    }

    private static <T> List<T> and(List<T> some, List<T> others) {
        return Stream.concat(some.stream(), others.stream()).toList();
    }
}
