package uk.gov.education.training.schoolupdates.domain;

import static uk.gov.education.training.schoolupdates.domain.Periods.isNotOver;

import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import java.util.function.BiPredicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import uk.gov.education.training.events.Participant;
import uk.gov.education.training.events.Participant.IdChange;
import uk.gov.education.training.events.Participant.InductionPeriod;
import uk.gov.education.training.events.Participant.Mentorship;
import uk.gov.education.training.events.Participant.SchoolPeriod;
import uk.gov.education.training.events.ParticipantChange.DuplicateMerged;
import uk.gov.education.training.events.Role;

/**
 * Two records turn out to be about one person: DfE support merges one into the other.
 *
 * <ol>
 *   <li>The record that stays takes over all periods, training and mentorships, and earlier changes of id. Name, TRN
 *       and training record ids stay its own where it has them.
 *   <li>The record that ends keeps nothing but its id and where to go on from it.
 *   <li>Everyone who shares a mentorship with that person carries the new id.
 *   <li>What would contradict itself in one record is refused: being in two places at once, two outcomes.
 * </ol>
 */
public final class Merging {

    private Merging() {}

    public static Verdict decide(UUID from, UUID into, People people, Occasion occasion) {
        if (from.equals(into)) {
            return Verdict.refused("into", "A record can't be merged into itself.");
        }
        Participant ends = people.get(from);
        Participant stays = people.get(into);
        return new Reasons()
                .addIf(
                        areInAMentorship(ends, into),
                        "into",
                        "One of these records mentors the other, so they are two people.")
                .addIf(
                        anyPair(ends.schoolPeriods(), stays.schoolPeriods(), Merging::clash),
                        "into",
                        "The two records are at schools at the same time in a way that one person can't be. Report the"
                                + " end of one of these times first.")
                .addIf(
                        anyPair(
                                Stream.of(Role.values())
                                        .flatMap(role -> Periods.trainings(ends, role))
                                        .toList(),
                                Stream.of(Role.values())
                                        .flatMap(role -> Periods.trainings(stays, role))
                                        .toList(),
                                (one, other) -> one.role() == other.role()
                                        && overlap(
                                                one.startedOn(),
                                                one.finishedOn(),
                                                other.startedOn(),
                                                other.finishedOn())),
                        "into",
                        "The two records are in training in the same role at the same time.")
                .addIf(
                        anyPair(ends.inductionPeriods(), stays.inductionPeriods(), Merging::clash),
                        "into",
                        "The induction periods of the two records overlap, or both have an outcome.")
                .orElse(() -> merged(ends, stays, people, occasion));
    }

    private static boolean areInAMentorship(Participant one, UUID other) {
        return one.mentorships().stream()
                .anyMatch(mentorship -> mentorship.ectId().equals(other)
                        || mentorship.mentorId().equals(other));
    }

    private static boolean clash(SchoolPeriod one, SchoolPeriod other) {
        return one.role() == other.role()
                && (one.role() == Role.ECT || one.schoolUrn().equals(other.schoolUrn()))
                && one.takesPlace()
                && other.takesPlace()
                && overlap(one.startedOn(), one.finishedOn(), other.startedOn(), other.finishedOn());
    }

    private static boolean clash(InductionPeriod one, InductionPeriod other) {
        return overlap(one.startedOn(), one.finishedOn(), other.startedOn(), other.finishedOn())
                || (one.outcome() != null && other.outcome() != null);
    }

    private static boolean overlap(
            LocalDate oneStart, @Nullable LocalDate oneEnd, LocalDate otherStart, @Nullable LocalDate otherEnd) {
        return isNotOver(oneEnd, otherStart) && isNotOver(otherEnd, oneStart);
    }

    private static <T> boolean anyPair(List<T> some, List<T> others, BiPredicate<T, T> clash) {
        return some.stream().anyMatch(one -> others.stream().anyMatch(other -> clash.test(one, other)));
    }

    private static Verdict merged(Participant ends, Participant stays, People people, Occasion occasion) {
        DuplicateMerged merged = new DuplicateMerged(ends.id(), stays.id());
        IdChange idChange = new IdChange(ends.id(), stays.id(), occasion.at());
        People after = people.with(merged, takenOver(ends, stays, idChange)).with(merged, ended(ends, idChange));
        for (Mentorship mentorship : ends.mentorships()) {
            Participant other =
                    after.get(mentorship.ectId().equals(ends.id()) ? mentorship.mentorId() : mentorship.ectId());
            after = after.with(
                    merged,
                    other.withMentorships(other.mentorships().stream()
                            .map(each -> Edits.withNewId(each, ends.id(), stays.id()))
                            .toList()));
        }
        return after.about(stays.id());
    }

    private static Participant takenOver(Participant ends, Participant stays, IdChange idChange) {
        return new Participant(
                stays.id(),
                stays.trn(),
                stays.fullName(),
                stays.ectTrainingRecordId() != null ? stays.ectTrainingRecordId() : ends.ectTrainingRecordId(),
                stays.mentorTrainingRecordId() != null ? stays.mentorTrainingRecordId() : ends.mentorTrainingRecordId(),
                and(stays.schoolPeriods(), ends.schoolPeriods()),
                and(stays.trainings(), ends.trainings()),
                and(
                        stays.mentorships(),
                        ends.mentorships().stream()
                                .map(mentorship -> Edits.withNewId(mentorship, ends.id(), stays.id()))
                                .toList()),
                and(stays.inductionPeriods(), ends.inductionPeriods()),
                Edits.and(and(stays.idChanges(), ends.idChanges()), idChange));
    }

    private static Participant ended(Participant ends, IdChange idChange) {
        return new Participant(
                ends.id(), null, null, null, null, List.of(), List.of(), List.of(), List.of(), List.of(idChange));
    }

    private static <T> List<T> and(List<T> some, List<T> others) {
        return Stream.concat(some.stream(), others.stream()).toList();
    }
}
