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
 * The periods of two records of one person, as one record has them.
 *
 * <ol>
 *   <li>Overlapping times at one school in one role are one time, from the first day to the last. It has the id of the
 *       one that began first and the email address of the record that stays.
 *   <li>So is overlapping training there. The other training never takes place, so that what was said about it is still
 *       about something.
 *   <li>Overlapping mentorships with one mentor are one. An ECT's mentor gives way to one who came later and stays no
 *       less long; one whose mentorship lies within another's was none.
 * </ol>
 */
record MergedPeriods(List<SchoolPeriod> schoolPeriods, List<Training> trainings, List<Mentorship> mentorships) {

    /**
     * @param stays the record that takes over
     * @param ends the other, whose mentorships carry the id of the first already
     * @param ending of what gives way
     */
    static MergedPeriods of(Participant stays, Participant ends, Ending ending) {
        Map<UUID, UUID> wholes = new HashMap<>();
        List<SchoolPeriod> times = times(stays.schoolPeriods(), ends.schoolPeriods(), wholes);
        return new MergedPeriods(
                times,
                trainings(within(wholes, stays.trainings()), within(wholes, ends.trainings()), ending),
                mentorships(stays.id(), stays.mentorships(), ends.mentorships()));
    }

    private static List<SchoolPeriod> times(List<SchoolPeriod> own, List<SchoolPeriod> others, Map<UUID, UUID> wholes) {
        List<SchoolPeriod> all = new ArrayList<>(own);
        for (SchoolPeriod other : others) {
            List<SchoolPeriod> pieces = pieces(all, other, each -> areOne(each, other));
            all.removeAll(pieces);
            SchoolPeriod whole = whole(pieces);
            pieces.forEach(piece -> {
                wholes.replaceAll((id, into) -> into.equals(piece.id()) ? whole.id() : into);
                wholes.put(piece.id(), whole.id());
            });
            all.add(whole);
        }
        return all;
    }

    private static SchoolPeriod whole(List<SchoolPeriod> pieces) {
        SchoolPeriod first =
                pieces.stream().min(comparing(SchoolPeriod::startedOn)).orElseThrow();
        SchoolPeriod last = pieces.stream().max(byEnd(SchoolPeriod::finishedOn)).orElseThrow();
        return first.withFinishedOn(last.finishedOn())
                .withEnding(last.ending())
                .withEmail(pieces.getFirst().email())
                .withWorkingPattern(pieces.getFirst().workingPattern())
                .withRegisteredAt(pieces.stream()
                        .map(SchoolPeriod::registeredAt)
                        .min(naturalOrder())
                        .orElseThrow())
                .withCreatedAt(pieces.stream()
                        .map(SchoolPeriod::createdAt)
                        .min(naturalOrder())
                        .orElseThrow());
    }

    /** Whether two times are at one school in one role and overlap. */
    static boolean areOne(SchoolPeriod one, SchoolPeriod other) {
        return one.role() == other.role()
                && one.schoolUrn().equals(other.schoolUrn())
                && one.takesPlace()
                && other.takesPlace()
                && Periods.overlap(one.startedOn(), one.finishedOn(), other.startedOn(), other.finishedOn());
    }

    private static List<Training> within(Map<UUID, UUID> wholes, List<Training> trainings) {
        return trainings.stream()
                .map(training -> training.withSchoolPeriodId(
                        wholes.getOrDefault(training.schoolPeriodId(), training.schoolPeriodId())))
                .toList();
    }

    private static List<Training> trainings(List<Training> own, List<Training> others, Ending ending) {
        List<Training> all = new ArrayList<>(own);
        for (Training other : others) {
            List<Training> pieces = pieces(all, other, each -> overlap(each, other));
            Training first = pieces.stream().min(comparing(Training::startedOn)).orElseThrow();
            all.add(other);
            if (pieces.size() > 1) {
                all.replaceAll(each -> each.id().equals(first.id())
                        ? whole(first, pieces)
                        : pieces.contains(each) ? never(each, ending) : each);
            }
        }
        return all;
    }

    private static Training whole(Training first, List<Training> pieces) {
        Training last = pieces.stream().max(byEnd(Training::finishedOn)).orElseThrow();
        Training confirmed =
                pieces.stream().filter(Training::isConfirmed).findFirst().orElse(first);
        Training whole = first.withFinishedOn(last.finishedOn()).withEnding(last.ending());
        return whole.isConfirmed()
                ? whole
                : whole.withPartnershipId(confirmed.partnershipId())
                        .withDeliveryPartnerId(confirmed.deliveryPartnerId());
    }

    private static Training never(Training training, Ending ending) {
        return training.withFinishedOn(training.startedOn().minusDays(1)).withEnding(ending);
    }

    static boolean overlap(Training one, Training other) {
        return one.role() == other.role()
                && one.takesPlace()
                && other.takesPlace()
                && Periods.overlap(one.startedOn(), one.finishedOn(), other.startedOn(), other.finishedOn());
    }

    /** Whether training that overlaps can be one: it is the same, at one school. */
    static boolean areOne(Training one, Training other) {
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

    /** @param before those that began no later */
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

    private static <T> List<T> pieces(List<T> all, T other, Predicate<T> isOneWith) {
        return Stream.concat(all.stream().filter(isOneWith), Stream.of(other)).toList();
    }

    /** What goes on ends last. */
    private static <T> Comparator<T> byEnd(Function<T, @Nullable LocalDate> end) {
        return comparing(end, nullsLast(naturalOrder()));
    }
}
