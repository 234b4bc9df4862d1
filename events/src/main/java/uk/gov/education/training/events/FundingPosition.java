package uk.gov.education.training.events;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Whether DfE can fund a participant's training, for each role that the participant has or had, and where what was
 * declared about it stands.
 *
 * @param declarations of which something was decided; those that are missing are submitted and no more
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

        /** As the provider API shows it: null while nothing is known. */
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

        /** The same, of which a request to void it was refused, or none was. */
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

    /** Of whom nothing has been declared. */
    public FundingPosition(UUID participantId, @Nullable RoleFunding ect, @Nullable RoleFunding mentor) {
        this(participantId, ect, mentor, List.of());
    }

    public @Nullable RoleFunding of(Role role) {
        return role == Role.ECT ? ect : mentor;
    }

    /** What was decided about a declaration; empty while it is submitted and no more. */
    public Optional<DeclarationFunding> declaration(UUID declarationId) {
        return declarations.stream()
                .filter(funding -> funding.declarationId().equals(declarationId))
                .findFirst();
    }
}
