package uk.gov.education.training.events;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The funding of a participant: the eligibility of each role, and the state of each declaration.
 *
 * @param declarations those with a decision; all others are only submitted
 */
public record FundingPosition(
        UUID participantId,
        @Nullable RoleFunding ect,
        @Nullable RoleFunding mentor,
        List<DeclarationFunding> declarations) {

    /**
     * @param eligibleFrom when the role first became eligible. Eligibility is one-way: once true, it stays true
     * @param endedOn when funding ended, of a mentor the {@code mentor_funding_end_date}
     * @param endReason why it ended, such as {@code completed_declaration_received}
     */
    public record RoleFunding(
            @Nullable LocalDate eligibleFrom,
            @Nullable LocalDate endedOn,
            @Nullable String endReason) {

        /** The value in the provider API: null while nothing is known. */
        public @Nullable Boolean eligible() {
            if (eligibleFrom == null) {
                return endedOn == null ? null : false;
            }
            return endedOn == null || !eligibleFrom.isAfter(endedOn);
        }
    }

    /**
     * @param statementId that pays, or was to pay, for it
     * @param clawbackStatementId that claws the payment back
     * @param voidingRefusedAt the time of the request to void it that was refused, since nothing is left that could
     *     claw the payment back; null if none was
     */
    public record DeclarationFunding(
            UUID declarationId,
            DeclarationState state,
            @Nullable UUID statementId,
            @Nullable UUID clawbackStatementId,
            @Nullable Instant voidingRefusedAt) {

        public DeclarationFunding(
                UUID declarationId,
                DeclarationState state,
                @Nullable UUID statementId,
                @Nullable UUID clawbackStatementId) {
            this(declarationId, state, statementId, clawbackStatementId, null);
        }

        /** The same, with a refused request to void it, or without one. */
        public DeclarationFunding refusing(@Nullable Instant voidingRequestedAt) {
            return new DeclarationFunding(declarationId, state, statementId, clawbackStatementId, voidingRequestedAt);
        }
    }

    public enum DeclarationState {
        @JsonProperty("submitted")
        SUBMITTED,
        @JsonProperty("eligible")
        ELIGIBLE,
        @JsonProperty("payable")
        PAYABLE,
        @JsonProperty("paid")
        PAID,
        @JsonProperty("voided")
        VOIDED,
        @JsonProperty("awaiting-clawback")
        AWAITING_CLAWBACK,
        @JsonProperty("clawed-back")
        CLAWED_BACK
    }

    /** The position of a participant without declarations. */
    public FundingPosition(UUID participantId, @Nullable RoleFunding ect, @Nullable RoleFunding mentor) {
        this(participantId, ect, mentor, List.of());
    }

    public @Nullable RoleFunding of(Role role) {
        return role == Role.ECT ? ect : mentor;
    }

    /** The decision about a declaration. Empty while it is only submitted. */
    public Optional<DeclarationFunding> declaration(UUID declarationId) {
        return declarations.stream()
                .filter(funding -> funding.declarationId().equals(declarationId))
                .findFirst();
    }
}
