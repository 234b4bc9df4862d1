package uk.gov.education.training.providerapi.domain.reference;

import static java.util.Comparator.naturalOrder;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import uk.gov.education.training.events.Partnership;
import uk.gov.education.training.events.School;

/**
 * A partnership as its lead provider sees it.
 *
 * @param urn the school's URN today
 * @param participantsCurrentlyTraining an ECT who is a mentor too counts twice
 * @param nextChangeOn the next day on which this number changes by the calendar alone; null if none is known
 */
public record PartnershipView(
        UUID id,
        UUID leadProviderId,
        int cohort,
        String urn,
        UUID schoolId,
        UUID deliveryPartnerId,
        String deliveryPartnerName,
        @Nullable String inductionTutorName,
        @Nullable String inductionTutorEmail,
        int participantsCurrentlyTraining,
        Instant createdAt,
        @Nullable LocalDate nextChangeOn) {

    /** The view; empty until the delivery partner's name is known. */
    public static Optional<PartnershipView> of(Partnership partnership, SchoolFacts facts, LocalDate today) {
        @Nullable String deliveryPartner = facts.deliveryPartnerNames().get(partnership.deliveryPartnerId());
        if (deliveryPartner == null) {
            return Optional.empty();
        }
        School school = facts.school();
        List<SchoolTraining> trainings = facts.trainings().stream()
                .filter(training -> training.isUnder(partnership.id()))
                .toList();
        return Optional.of(new PartnershipView(
                partnership.id(),
                partnership.leadProviderId(),
                partnership.cohort(),
                school.urn(),
                school.id(),
                partnership.deliveryPartnerId(),
                deliveryPartner,
                SchoolView.tutorName(school),
                school.inductionEmail(),
                inTraining(trainings, today),
                partnership.createdAt(),
                nextChangeOn(trainings, today)));
    }

    private static int inTraining(List<SchoolTraining> trainings, LocalDate day) {
        return Math.toIntExact(trainings.stream()
                .filter(training -> training.includes(day))
                .map(SchoolTraining::trainingId)
                .distinct()
                .count());
    }

    private static @Nullable LocalDate nextChangeOn(List<SchoolTraining> trainings, LocalDate today) {
        int now = inTraining(trainings, today);
        return trainings.stream()
                .flatMap(training -> Stream.concat(
                        Stream.of(training.startedOn()),
                        Stream.ofNullable(training.finishedOn()).map(last -> last.plusDays(1))))
                .filter(day -> day.isAfter(today) && inTraining(trainings, day) != now)
                .min(naturalOrder())
                .orElse(null);
    }
}
