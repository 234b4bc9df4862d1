package uk.gov.education.training.events;

import io.soabase.recordbuilder.core.RecordBuilder;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The declarations of lead providers about one participant, in the order of their arrival. Nothing is removed: a voided
 * declaration stays, with the time of the voiding.
 */
public record Declarations(UUID participantId, List<Declaration> declarations) {

    /**
     * A lead provider's claim that a participant has reached something in training. Everything but its voiding is as it
     * was when it was submitted, whatever becomes of the training later.
     *
     * @param trainingId the lead provider's latest training of this role then, of which the cohort and the schedule are
     * @param declarationDate the moment of the engagement that it is about
     * @param evidenceHeld such as {@code training-event-attended}; null where none is needed
     * @param mentorId of an ECT: the mentor nearest to the declaration date; null if there was none
     * @param pupilPremiumUplift whether the school is owed it for this declaration
     * @param sparsityUplift likewise
     * @param submittedAt the domain's time of the submission
     * @param createdAt the real time of the submission, which the provider API shows
     * @param voidedAt the domain's time at which the lead provider voided it; null if it did not
     * @param voidingRequestedAt the domain's time at which the lead provider last asked to void it, where only
     *     funding-service can say whether that is still possible; null if it did not
     */
    @RecordBuilder
    public record Declaration(
            UUID id,
            UUID trainingId,
            UUID leadProviderId,
            Role role,
            int cohort,
            String scheduleIdentifier,
            DeclarationType type,
            Instant declarationDate,
            @Nullable String evidenceHeld,
            @Nullable UUID mentorId,
            UUID deliveryPartnerId,
            boolean pupilPremiumUplift,
            boolean sparsityUplift,
            Instant submittedAt,
            Instant createdAt,
            @Nullable Instant voidedAt,
            @Nullable Instant voidingRequestedAt)
            implements DeclarationsDeclarationBuilder.With {

        /** A declaration without a request to void it. */
        public Declaration(
                UUID id,
                UUID trainingId,
                UUID leadProviderId,
                Role role,
                int cohort,
                String scheduleIdentifier,
                DeclarationType type,
                Instant declarationDate,
                @Nullable String evidenceHeld,
                @Nullable UUID mentorId,
                UUID deliveryPartnerId,
                boolean pupilPremiumUplift,
                boolean sparsityUplift,
                Instant submittedAt,
                Instant createdAt,
                @Nullable Instant voidedAt) {
            this(
                    id,
                    trainingId,
                    leadProviderId,
                    role,
                    cohort,
                    scheduleIdentifier,
                    type,
                    declarationDate,
                    evidenceHeld,
                    mentorId,
                    deliveryPartnerId,
                    pupilPremiumUplift,
                    sparsityUplift,
                    submittedAt,
                    createdAt,
                    voidedAt,
                    null);
        }

        public boolean isVoided() {
            return voidedAt != null;
        }

        /** The same declaration, voided. */
        public Declaration voided(Instant at) {
            return withVoidedAt(at);
        }
    }

    public Optional<Declaration> find(UUID id) {
        return declarations.stream()
                .filter(declaration -> declaration.id().equals(id))
                .findFirst();
    }

    /** These declarations and one more. */
    public Declarations with(Declaration latest) {
        List<Declaration> after = new ArrayList<>(declarations);
        after.add(latest);
        return new Declarations(participantId, after);
    }

    /** These declarations, one of them voided. */
    public Declarations voided(UUID id, Instant at) {
        return with(id, declaration -> declaration.voided(at));
    }

    /** These declarations, one of them with a request to void it. */
    public Declarations voidingRequested(UUID id, Instant at) {
        return with(id, declaration -> declaration.withVoidingRequestedAt(at));
    }

    private Declarations with(UUID id, UnaryOperator<Declaration> change) {
        return new Declarations(
                participantId,
                declarations.stream()
                        .map(declaration -> declaration.id().equals(id) ? change.apply(declaration) : declaration)
                        .toList());
    }
}
