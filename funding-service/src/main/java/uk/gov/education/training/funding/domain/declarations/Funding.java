package uk.gov.education.training.funding.domain.declarations;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import uk.gov.education.training.events.Declarations.Declaration;
import uk.gov.education.training.events.FundingChange;
import uk.gov.education.training.events.FundingChange.VoidingRefused;
import uk.gov.education.training.events.FundingPosition;
import uk.gov.education.training.events.FundingPosition.DeclarationFunding;
import uk.gov.education.training.events.FundingPosition.RoleFunding;
import uk.gov.education.training.events.Participant;
import uk.gov.education.training.funding.domain.contracts.ContractKey;
import uk.gov.education.training.funding.domain.declarations.DeclarationPayment.Submitted;
import uk.gov.education.training.funding.domain.declarations.DeclarationPayment.Voided;
import uk.gov.education.training.funding.domain.eligibility.Eligibility;
import uk.gov.education.training.funding.domain.eligibility.MentorCompletion;

/** Decides a participant's funding position: eligibility, and the payment state of each declaration. */
public final class Funding {

    private Funding() {}

    /**
     * The payment state of a declaration as this service stores it.
     *
     * @param settledBy the paid statement that last paid for the declaration or clawed it back
     * @param awaitingStatementSince see {@link PaymentUpdate}
     */
    public record StoredPayment(
            UUID participantId,
            DeclarationPayment payment,
            @Nullable UUID settledBy,
            @Nullable LocalDate awaitingStatementSince) {}

    /**
     * The new payment state of a declaration.
     *
     * @param awaitingStatementSince the earliest deadline of the statement that it waits for; null if it waits for none
     * @param contractId the contract that pays for it; null if there is none yet
     * @param before the stored state; null if none is stored
     */
    public record PaymentUpdate(
            UUID participantId,
            Declaration declaration,
            DeclarationPayment payment,
            @Nullable LocalDate awaitingStatementSince,
            @Nullable UUID contractId,
            @Nullable StoredPayment before) {

        /** Whether the stored state must change. */
        public boolean isNew() {
            return before == null
                    || !before.participantId().equals(participantId)
                    || !before.payment().equals(payment)
                    || !Objects.equals(before.awaitingStatementSince(), awaitingStatementSince);
        }

        /** The contract whose statements must be recalculated; empty if no statement is affected. */
        public Optional<UUID> changedContract() {
            DeclarationPayment was = before == null ? new Submitted() : before.payment();
            boolean isCounted = was.statement() != null || payment.statement() != null;
            return isCounted && !was.equals(payment) ? Optional.ofNullable(contractId) : Optional.empty();
        }
    }

    /** @param changes the events to publish, in order */
    public record FundingOutcome(FundingPosition position, List<FundingChange> changes, List<PaymentUpdate> updates) {}

    /**
     * Decides the position of a participant.
     *
     * @param declared all declarations of the participant
     * @param stored the stored payment states, by declaration
     * @param statements the output statements of the contracts of these declarations
     * @param before the position that was last published
     */
    public static FundingOutcome decide(
            Participant participant,
            List<Declaration> declared,
            Map<UUID, StoredPayment> stored,
            Map<ContractKey, List<OutputStatement>> statements,
            @Nullable FundingPosition before) {
        List<Declaration> declarations = DuplicateDeclarations.voided(declared);
        FundingPosition eligibility = Eligibility.decide(participant, MentorCompletion.of(declared));
        List<FundingChange> changes = new ArrayList<>(Eligibility.changes(before, eligibility));
        List<DeclarationFunding> published = withoutDeclaration(before, declarations);
        List<PaymentUpdate> updates = new ArrayList<>();
        for (Declaration declaration : declarations) {
            @Nullable StoredPayment storedPayment = stored.get(declaration.id());
            @Nullable
            DeclarationFunding lastPublished =
                    before == null ? null : before.declaration(declaration.id()).orElse(null);
            @Nullable RoleFunding role = eligibility.of(declaration.role());
            List<OutputStatement> outputs = statements.getOrDefault(ContractKey.of(declaration), List.of());
            Settlement settlement = new Settlement(
                    declaration,
                    role == null ? null : role.eligibleFrom(),
                    settledBy(storedPayment, lastPublished),
                    lastPublished == null ? null : lastPublished.voidingRefusedAt(),
                    outputs);
            List<DeclarationPayment> path = settlement.path(start(storedPayment, lastPublished));
            DeclarationPayment now = path.getLast();
            @Nullable Instant refused = settlement.refusedRequestIn(now);
            changes.addAll(changes(declaration.id(), lastPublished, path));
            if (refused != null && (lastPublished == null || !refused.equals(lastPublished.voidingRefusedAt()))) {
                changes.add(new VoidingRefused(declaration.id()));
            }
            updates.add(new PaymentUpdate(
                    participant.id(),
                    declaration,
                    now,
                    settlement.awaitingStatementSince(now),
                    outputs.isEmpty() ? null : outputs.getFirst().contractId(),
                    storedPayment));
            Optional.ofNullable(now.published(declaration.id()))
                    .map(funding -> funding.refusing(refused))
                    .ifPresent(published::add);
        }
        return new FundingOutcome(
                new FundingPosition(participant.id(), eligibility.ect(), eligibility.mentor(), published),
                changes,
                updates);
    }

    /** Published decisions about declarations not yet received: after a database loss, decisions can arrive first. */
    private static List<DeclarationFunding> withoutDeclaration(
            @Nullable FundingPosition before, Collection<Declaration> declarations) {
        return before == null
                ? new ArrayList<>()
                : new ArrayList<>(before.declarations().stream()
                        .filter(lastPublished -> declarations.stream()
                                .noneMatch(declaration -> declaration.id().equals(lastPublished.declarationId())))
                        .toList());
    }

    /**
     * The state to start from. The stored and the published state differ only if the declaration came from another
     * participant, or the database was lost. Then the later state wins, because no state can be undone. Between equal
     * states the published one wins, because other services know it.
     */
    private static DeclarationPayment start(
            @Nullable StoredPayment storedPayment, @Nullable DeclarationFunding lastPublished) {
        DeclarationPayment stored = storedPayment == null ? new Submitted() : storedPayment.payment();
        if (lastPublished == null) {
            return stored;
        }
        var published = DeclarationPayment.of(
                lastPublished.state(), lastPublished.statementId(), lastPublished.clawbackStatementId());
        int further = published.state().compareTo(stored.state());
        return further > 0 || (further == 0 && !(stored instanceof Voided)) ? published : stored;
    }

    /** If the stored state was lost, assumes that a paid statement settled everything published as on it. */
    private static @Nullable UUID settledBy(
            @Nullable StoredPayment storedPayment, @Nullable DeclarationFunding lastPublished) {
        if (storedPayment != null || lastPublished == null) {
            return storedPayment == null ? null : storedPayment.settledBy();
        }
        return lastPublished.clawbackStatementId() == null
                ? lastPublished.statementId()
                : lastPublished.clawbackStatementId();
    }

    /** The events not published yet: every step, and the first state if it is new under this participant. */
    private static List<FundingChange> changes(
            UUID declarationId, @Nullable DeclarationFunding lastPublished, List<DeclarationPayment> path) {
        @Nullable DeclarationFunding previous = lastPublished == null ? null : lastPublished.refusing(null);
        if (Objects.equals(previous, path.getLast().published(declarationId))) {
            return List.of();
        }
        boolean isKnown = Objects.equals(previous, path.getFirst().published(declarationId));
        return path.stream()
                .skip(isKnown ? 1 : 0)
                .map(reached -> reached.reached(declarationId))
                .filter(Objects::nonNull)
                .toList();
    }
}
