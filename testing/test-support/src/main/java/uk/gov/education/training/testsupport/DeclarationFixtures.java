package uk.gov.education.training.testsupport;

import java.time.Instant;
import java.util.Objects;
import java.util.UUID;
import uk.gov.education.training.events.DeclarationType;
import uk.gov.education.training.events.Declarations.Declaration;
import uk.gov.education.training.events.DeclarationsDeclarationBuilder;
import uk.gov.education.training.events.Participant.Training;

/** Declarations, as provider-api-service publishes them. Change them with their {@code with} methods. */
public final class DeclarationFixtures {

    public static final UUID DELIVERY_PARTNER = UUID.fromString("44444444-0000-4000-8000-000000000001");

    private DeclarationFixtures() {}

    /** A declaration about provider-led training, submitted at its declaration date. */
    public static Declaration declaration(UUID id, Training training, DeclarationType type, Instant date) {
        return DeclarationsDeclarationBuilder.builder()
                .id(id)
                .trainingId(training.id())
                .leadProviderId(Objects.requireNonNull(training.leadProviderId()))
                .role(training.role())
                .cohort(Objects.requireNonNull(training.cohort()))
                .scheduleIdentifier("ecf-standard-september")
                .type(type)
                .declarationDate(date)
                .evidenceHeld("training-event-attended")
                .deliveryPartnerId(DELIVERY_PARTNER)
                .submittedAt(date)
                .createdAt(date)
                .build();
    }
}
