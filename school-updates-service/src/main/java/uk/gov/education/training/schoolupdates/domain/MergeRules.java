package uk.gov.education.training.schoolupdates.domain;

import java.util.List;
import java.util.Objects;
import java.util.function.BiPredicate;
import java.util.function.Function;
import uk.gov.education.training.events.Participant;
import uk.gov.education.training.events.Participant.SchoolPeriod;
import uk.gov.education.training.events.Participant.Training;
import uk.gov.education.training.events.Role;
import uk.gov.education.training.platform.rules.Reasons;

/** Finds the reasons why two records cannot be merged. */
record MergeRules(Participant merged, Participant stays, MergeContext mergeContext) {

    Reasons reasonsAgainst(String field) {
        Reasons reasons = Reasons.all()
                .addIf(
                        shareAMentorship(),
                        field,
                        "One of these records mentors the other, so they are about two people.")
                .addIf(
                        anyPair(Participant::schoolPeriods, MergeRules::areAtTwoSchoolsAsAnEct),
                        field,
                        "The two records are at different schools as an ECT at the same time. Report the end of one of"
                                + " these periods first.")
                .addIf(
                        anyPair(
                                Participant::trainings,
                                (one, other) ->
                                        MergedPeriods.overlap(one, other) && !MergedPeriods.canBeOne(one, other)),
                        field,
                        "The two records are in training in the same role at the same time, at different schools, or"
                                + " with different lead providers or programmes. Report the end of one of these"
                                + " trainings first.")
                .addIf(
                        anyPair(Participant::trainings, this::areInDifferentCohorts),
                        field,
                        "The two records are in training in the same role in different cohorts. Ask the lead provider"
                                + " to move one of them to the other's cohort first.")
                .addIf(
                        !merged.inductionPeriods().isEmpty()
                                && !stays.inductionPeriods().isEmpty(),
                        field,
                        "Both records have induction periods.");
        DuplicateDeclarations.in(mergeContext.declarations(), mergeContext.leadProviders())
                .forEach(detail -> reasons.add(field, detail));
        return reasons;
    }

    private boolean shareAMentorship() {
        return merged.mentorships().stream()
                .anyMatch(mentorship -> mentorship.ectId().equals(stays.id())
                        || mentorship.mentorId().equals(stays.id()));
    }

    private static boolean areAtTwoSchoolsAsAnEct(SchoolPeriod one, SchoolPeriod other) {
        return one.role() == Role.ECT
                && other.role() == Role.ECT
                && !one.schoolUrn().equals(other.schoolUrn())
                && one.takesPlace()
                && other.takesPlace()
                && Periods.overlap(one.startedOn(), one.finishedOn(), other.startedOn(), other.finishedOn());
    }

    private boolean areInDifferentCohorts(Training one, Training other) {
        return one.role() == other.role()
                && one.takesPlace()
                && other.takesPlace()
                && one.isProviderLed()
                && other.isProviderLed()
                && !Objects.equals(mergeContext.cohort(one), mergeContext.cohort(other));
    }

    private <T> boolean anyPair(Function<Participant, List<T>> list, BiPredicate<T, T> contradict) {
        return list.apply(merged).stream()
                .anyMatch(one -> list.apply(stays).stream().anyMatch(other -> contradict.test(one, other)));
    }
}
