package uk.gov.education.training.events;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.time.Instant;
import java.util.UUID;

/** A lead provider submitted or voided a declaration. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
    @JsonSubTypes.Type(value = DeclarationChange.DeclarationSubmitted.class, name = "declaration-submitted"),
    @JsonSubTypes.Type(value = DeclarationChange.DeclarationVoided.class, name = "declaration-voided"),
    @JsonSubTypes.Type(value = DeclarationChange.VoidingRequested.class, name = "voiding-requested"),
    @JsonSubTypes.Type(value = DeclarationChange.DeclarationsTakenOver.class, name = "declarations-taken-over"),
    @JsonSubTypes.Type(value = DeclarationChange.DeclarationsRepublished.class, name = "declarations-republished")
})
public sealed interface DeclarationChange {

    /** @param declarationDate the moment of the engagement that it is about */
    record DeclarationSubmitted(
            UUID declarationId,
            UUID trainingId,
            UUID leadProviderId,
            Role role,
            DeclarationType declarationType,
            Instant declarationDate)
            implements DeclarationChange {}

    /** Any payment for it is to be clawed back. */
    record DeclarationVoided(UUID declarationId, UUID leadProviderId) implements DeclarationChange {}

    /**
     * A lead provider asks to void a declaration so late that only funding-service can decide whether that is still
     * possible. It answers with a decision about the declaration.
     */
    record VoidingRequested(UUID declarationId, UUID leadProviderId) implements DeclarationChange {}

    /** Two records of one person were merged: this participant has the other's declarations too from now on. */
    record DeclarationsTakenOver(UUID fromParticipantId) implements DeclarationChange {}

    /** The owner published the facts again. Nothing has changed. */
    record DeclarationsRepublished() implements DeclarationChange, Republished {}
}
