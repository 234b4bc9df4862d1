package uk.gov.education.training.providerapi.documents;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.toSet;

import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import uk.gov.education.training.events.DeliveryPartner;
import uk.gov.education.training.providerapi.documents.DocumentRenderer.Rendering;
import uk.gov.education.training.providerapi.domain.reference.DeliveryPartnerView;
import uk.gov.education.training.providerapi.domain.reference.PartnershipView;
import uk.gov.education.training.providerapi.domain.reference.SchoolFacts;
import uk.gov.education.training.providerapi.domain.reference.SchoolView;
import uk.gov.education.training.providerapi.store.DocumentKind;

/** Renders the documents about schools, partnerships and delivery partners. */
public final class ReferenceRenderer {

    private ReferenceRenderer() {}

    /** The id of a school's document in a cohort. The API shows the school's own id in every cohort. */
    public static UUID documentId(UUID schoolId, int cohort) {
        return UUID.nameUUIDFromBytes((schoolId + " " + cohort).getBytes(UTF_8));
    }

    /** Renders a school in every cohort for every lead provider, and its partnerships. */
    public static List<Rendering> of(SchoolFacts facts, LocalDate today) {
        return Stream.concat(
                        facts.viewers().stream().flatMap(leadProviderId -> schools(leadProviderId, facts)),
                        partnerships(facts, today))
                .toList();
    }

    private static Stream<Rendering> schools(UUID leadProviderId, SchoolFacts facts) {
        return facts.cohorts().stream()
                .flatMap(cohort -> SchoolView.of(leadProviderId, cohort, facts).stream())
                .map(view -> new Rendering(
                        leadProviderId,
                        DocumentKind.SCHOOL,
                        documentId(view.schoolId(), view.cohort()),
                        view.schoolId(),
                        ReferenceJson.of(view),
                        view.createdAt(),
                        null,
                        Set.of("cohort:" + view.cohort(), "urn:" + view.urn())));
    }

    /** Renders a school's partnerships, each for its lead provider. */
    public static Stream<Rendering> partnerships(SchoolFacts facts, LocalDate today) {
        return facts.partnerships().stream()
                .flatMap(partnership -> PartnershipView.of(partnership, facts, today).stream())
                .map(view -> new Rendering(
                        view.leadProviderId(),
                        DocumentKind.PARTNERSHIP,
                        view.id(),
                        view.schoolId(),
                        ReferenceJson.of(view),
                        view.createdAt(),
                        view.nextChangeOn(),
                        Set.of("cohort:" + view.cohort(), "delivery_partner_id:" + view.deliveryPartnerId())));
    }

    /** Renders a delivery partner for every lead provider that may work with it. */
    public static List<Rendering> of(DeliveryPartner deliveryPartner) {
        return DeliveryPartnerView.viewers(deliveryPartner).stream()
                .flatMap(leadProviderId -> DeliveryPartnerView.of(leadProviderId, deliveryPartner).stream())
                .map(view -> new Rendering(
                        view.leadProviderId(),
                        DocumentKind.DELIVERY_PARTNER,
                        view.id(),
                        view.id(),
                        ReferenceJson.of(view),
                        view.createdAt(),
                        null,
                        view.cohorts().stream()
                                .map(cohort -> "cohort:" + cohort)
                                .collect(toSet())))
                .toList();
    }
}
