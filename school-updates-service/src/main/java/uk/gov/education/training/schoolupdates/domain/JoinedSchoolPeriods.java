package uk.gov.education.training.schoolupdates.domain;

import static java.util.Comparator.comparing;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import uk.gov.education.training.events.Participant.SchoolPeriod;
import uk.gov.education.training.events.Role;

/**
 * School periods of one person, of which those at one school in one role that overlap or touch have become one. It
 * lasts from the first day to the last, and keeps the id of the earliest and the details of the one that ends last.
 *
 * @param joinedInto the ids of the periods that stay, by the ids of those that became part of them
 */
record JoinedSchoolPeriods(List<SchoolPeriod> schoolPeriods, Map<UUID, UUID> joinedInto) {

    static JoinedSchoolPeriods of(List<SchoolPeriod> schoolPeriods, String urn) {
        List<SchoolPeriod> all = new ArrayList<>(schoolPeriods);
        Map<UUID, UUID> joinedInto = new HashMap<>();
        for (Role role : Role.values()) {
            List<SchoolPeriod> here = schoolPeriods.stream()
                    .filter(period ->
                            period.role() == role && period.schoolUrn().equals(urn) && period.takesPlace())
                    .sorted(comparing(SchoolPeriod::startedOn))
                    .toList();
            all.removeAll(here);
            all.addAll(joined(here, joinedInto));
        }
        return joinedInto.isEmpty()
                ? new JoinedSchoolPeriods(schoolPeriods, joinedInto)
                : new JoinedSchoolPeriods(List.copyOf(all), joinedInto);
    }

    /** The id of a school period now. */
    UUID idAfter(UUID id) {
        return joinedInto.getOrDefault(id, id);
    }

    private static List<SchoolPeriod> joined(List<SchoolPeriod> sorted, Map<UUID, UUID> joinedInto) {
        List<SchoolPeriod> joined = new ArrayList<>();
        for (SchoolPeriod next : sorted) {
            if (joined.isEmpty() || !touches(joined.getLast(), next)) {
                joined.add(next);
            } else {
                SchoolPeriod first = joined.removeLast();
                joinedInto.put(next.id(), first.id());
                joined.add(one(first, next));
            }
        }
        return joined;
    }

    private static boolean touches(SchoolPeriod earlier, SchoolPeriod later) {
        return earlier.finishedOn() == null
                || !later.startedOn().isAfter(earlier.finishedOn().plusDays(1));
    }

    private static SchoolPeriod one(SchoolPeriod earlier, SchoolPeriod later) {
        SchoolPeriod last = endsLater(earlier, later) ? earlier : later;
        return last.withId(earlier.id())
                .withStartedOn(earlier.startedOn())
                .withRegisteredAt(
                        earlier.registeredAt().isBefore(later.registeredAt())
                                ? earlier.registeredAt()
                                : later.registeredAt())
                .withCreatedAt(
                        earlier.createdAt().isBefore(later.createdAt()) ? earlier.createdAt() : later.createdAt());
    }

    private static boolean endsLater(SchoolPeriod one, SchoolPeriod other) {
        return other.finishedOn() != null
                && (one.finishedOn() == null || one.finishedOn().isAfter(other.finishedOn()));
    }
}
