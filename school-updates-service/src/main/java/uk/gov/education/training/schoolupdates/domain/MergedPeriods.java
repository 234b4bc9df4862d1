package uk.gov.education.training.schoolupdates.domain;

import static java.util.Comparator.comparing;
import static java.util.Comparator.naturalOrder;
import static java.util.Comparator.nullsLast;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import uk.gov.education.training.events.Participant;
import uk.gov.education.training.events.Participant.Ending;
import uk.gov.education.training.events.Participant.Mentorship;
import uk.gov.education.training.events.Participant.SchoolPeriod;
import uk.gov.education.training.events.Participant.Training;

/**
 * The combined periods of two records of one person.
 *
 * <ol>
 *   <li>Overlapping school periods at one school in one role become one, from the first day to the last. It keeps the
 *       id of the earlier one and the email address of the record that stays.
 *   <li>Overlapping training at one school becomes one. The other training is kept as training that never takes place,
 *       because reports and declarations refer to it.
 *   <li>Overlapping mentorships with the same mentor become one. Of two overlapping mentorships with different mentors,
 *       the earlier one ends when the later one begins, if the later one lasts at least as long. A mentorship within
 *       another one is removed.
 * </ol>
 */
record MergedPeriods(List<SchoolPeriod> schoolPeriods, List<Training> trainings, List<Mentorship> mentorships) {

    /**
     * @param stays the record that takes over
     * @param merged the other record, whose mentorships already have the id of the first
     * @param ending the ending of training that never takes place
     */
    static MergedPeriods of(Participant stays, Participant merged, Ending ending) {
        Map<UUID, UUID> combinedIds = new HashMap<>();
        List<SchoolPeriod> schoolPeriods = schoolPeriods(stays.schoolPeriods(), merged.schoolPeriods(), combinedIds);
        return new MergedPeriods(
                schoolPeriods,
                trainings(within(combinedIds, stays.trainings()), within(combinedIds, merged.trainings()), ending),
                mentorships(stays.id(), stays.mentorships(), merged.mentorships()));
    }

    private static List<SchoolPeriod> schoolPeriods(
            List<SchoolPeriod> own, List<SchoolPeriod> others, Map<UUID, UUID> combinedIds) {
        List<SchoolPeriod> all = new ArrayList<>(own);
        for (SchoolPeriod other : others) {
            List<SchoolPeriod> parts = parts(all, other, each -> canBeOne(each, other));
            all.removeAll(parts);
            SchoolPeriod combined = combined(parts);
            parts.forEach(part -> {
                combinedIds.replaceAll((id, into) -> into.equals(part.id()) ? combined.id() : into);
                combinedIds.put(part.id(), combined.id());
            });
            all.add(combined);
        }
        return all;
    }

    private static SchoolPeriod combined(List<SchoolPeriod> parts) {
        SchoolPeriod first =
                parts.stream().min(comparing(SchoolPeriod::startedOn)).orElseThrow();
        SchoolPeriod last = parts.stream().max(byEnd(SchoolPeriod::finishedOn)).orElseThrow();
        return first.withFinishedOn(last.finishedOn())
                .withEnding(last.ending())
                .withEmail(parts.getFirst().email())
                .withWorkingPattern(parts.getFirst().workingPattern())
                .withRegisteredAt(parts.stream()
                        .map(SchoolPeriod::registeredAt)
                        .min(naturalOrder())
                        .orElseThrow())
                .withCreatedAt(parts.stream()
                        .map(SchoolPeriod::createdAt)
                        .min(naturalOrder())
                        .orElseThrow());
    }

    /** Returns whether two school periods are at one school in one role and overlap. */
    static boolean canBeOne(SchoolPeriod one, SchoolPeriod other) {
        return one.role() == other.role()
                && one.schoolUrn().equals(other.schoolUrn())
                && one.takesPlace()
                && other.takesPlace()
                && Periods.overlap(one.startedOn(), one.finishedOn(), other.startedOn(), other.finishedOn());
    }

    private static List<Training> within(Map<UUID, UUID> combinedIds, List<Training> trainings) {
        return trainings.stream()
                .map(training -> training.withSchoolPeriodId(
                        combinedIds.getOrDefault(training.schoolPeriodId(), training.schoolPeriodId())))
                .toList();
    }

    private static List<Training> trainings(List<Training> own, List<Training> others, Ending ending) {
        List<Training> all = new ArrayList<>(own);
        for (Training other : others) {
            List<Training> parts = parts(all, other, each -> overlap(each, other));
            Training first = parts.stream().min(comparing(Training::startedOn)).orElseThrow();
            all.add(other);
            if (parts.size() > 1) {
                all.replaceAll(each -> each.id().equals(first.id())
                        ? combined(first, parts)
                        : parts.contains(each) ? thatNeverTakesPlace(each, ending) : each);
            }
        }
        return all;
    }

    private static Training combined(Training first, List<Training> parts) {
        Training last = parts.stream().max(byEnd(Training::finishedOn)).orElseThrow();
        Training confirmed =
                parts.stream().filter(Training::isConfirmed).findFirst().orElse(first);
        Training combined = first.withFinishedOn(last.finishedOn()).withEnding(last.ending());
        return combined.isConfirmed()
                ? combined
                : combined.withPartnershipId(confirmed.partnershipId())
                        .withDeliveryPartnerId(confirmed.deliveryPartnerId());
    }

    private static Training thatNeverTakesPlace(Training training, Ending ending) {
        return training.withFinishedOn(training.startedOn().minusDays(1)).withEnding(ending);
    }

    static boolean overlap(Training one, Training other) {
        return one.role() == other.role()
                && one.takesPlace()
                && other.takesPlace()
                && Periods.overlap(one.startedOn(), one.finishedOn(), other.startedOn(), other.finishedOn());
    }

    /** Returns whether overlapping training is the same training at one school. */
    static boolean canBeOne(Training one, Training other) {
        return one.schoolUrn().equals(other.schoolUrn())
                && one.programme() == other.programme()
                && Objects.equals(one.leadProviderId(), other.leadProviderId());
    }

    private static List<Mentorship> mentorships(UUID ectId, List<Mentorship> own, List<Mentorship> others) {
        List<Mentorship> all = new ArrayList<>(Stream.concat(own.stream(), others.stream())
                .filter(mentorship -> !mentorship.ectId().equals(ectId))
                .toList());
        List<Mentorship> ofEct = new ArrayList<>();
        Stream.concat(own.stream(), others.stream())
                .filter(mentorship -> mentorship.ectId().equals(ectId))
                .sorted(comparing(Mentorship::startedOn))
                .forEach(next -> add(next, ofEct));
        all.addAll(ofEct);
        return all;
    }

    /** @param before the mentorships that begin no later */
    private static void add(Mentorship next, List<Mentorship> before) {
        Mentorship last = before.isEmpty() ? null : before.getLast();
        if (last == null || !Periods.isNotOver(last.finishedOn(), next.startedOn())) {
            before.add(next);
            return;
        }
        boolean areOne = last.mentorId().equals(next.mentorId());
        int longer = byEnd(Mentorship::finishedOn).compare(next, last);
        if (longer < 0 || (longer == 0 && (areOne || last.startedOn().equals(next.startedOn())))) {
            return;
        }
        before.removeLast();
        if (areOne) {
            before.add(last.withFinishedOn(next.finishedOn()));
        } else {
            if (last.startedOn().isBefore(next.startedOn())) {
                before.add(last.withFinishedOn(next.startedOn().minusDays(1)));
            }
            before.add(next);
        }
    }

    private static <T> List<T> parts(List<T> all, T other, Predicate<T> isOneWith) {
        return Stream.concat(all.stream().filter(isOneWith), Stream.of(other)).toList();
    }

    /** Compares by last day; without one, a period ends last. */
    private static <T> Comparator<T> byEnd(Function<T, @Nullable LocalDate> end) {
        return comparing(end, nullsLast(naturalOrder()));
    }
}
