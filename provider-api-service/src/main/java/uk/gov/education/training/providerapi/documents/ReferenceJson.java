package uk.gov.education.training.providerapi.documents;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import uk.gov.education.training.platform.rules.InductionProgrammeChoice;
import uk.gov.education.training.providerapi.domain.reference.DeliveryPartnerView;
import uk.gov.education.training.providerapi.domain.reference.PartnershipView;
import uk.gov.education.training.providerapi.domain.reference.SchoolView;
import uk.gov.education.training.providerapi.store.DocumentKind;

/** The JSON of schools, partnerships and delivery partners. */
final class ReferenceJson {

    private ReferenceJson() {}

    private record SchoolAttributes(
            String name,
            String urn,
            String cohort,
            boolean inPartnership,
            InductionProgrammeChoice inductionProgrammeChoice,
            boolean expressionOfInterest,
            @Nullable String inductionTutorName,
            @Nullable String inductionTutorEmail,
            Instant createdAt,
            @Nullable Instant updatedAt) {}

    private record PartnershipAttributes(
            String cohort,
            String urn,
            UUID schoolId,
            UUID deliveryPartnerId,
            String deliveryPartnerName,
            @Nullable String inductionTutorName,
            @Nullable String inductionTutorEmail,
            int participantsCurrentlyTraining,
            Instant createdAt,
            @Nullable Instant updatedAt) {}

    private record DeliveryPartnerAttributes(
            String name, Instant createdAt, @Nullable Instant updatedAt, List<String> cohort) {}

    static ResourceJson of(SchoolView view) {
        return new ResourceJson(
                view.schoolId(),
                DocumentKind.SCHOOL,
                new SchoolAttributes(
                        view.name(),
                        view.urn(),
                        String.valueOf(view.cohort()),
                        view.inPartnership(),
                        view.inductionProgrammeChoice(),
                        view.expressionOfInterest(),
                        view.inductionTutorName(),
                        view.inductionTutorEmail(),
                        view.createdAt(),
                        null));
    }

    static ResourceJson of(PartnershipView view) {
        return new ResourceJson(
                view.id(),
                DocumentKind.PARTNERSHIP,
                new PartnershipAttributes(
                        String.valueOf(view.cohort()),
                        view.urn(),
                        view.schoolId(),
                        view.deliveryPartnerId(),
                        view.deliveryPartnerName(),
                        view.inductionTutorName(),
                        view.inductionTutorEmail(),
                        view.participantsCurrentlyTraining(),
                        view.createdAt(),
                        null));
    }

    static ResourceJson of(DeliveryPartnerView view) {
        return new ResourceJson(
                view.id(),
                DocumentKind.DELIVERY_PARTNER,
                new DeliveryPartnerAttributes(
                        view.name(),
                        view.createdAt(),
                        null,
                        view.cohorts().stream().map(String::valueOf).toList()));
    }
}
