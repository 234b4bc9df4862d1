package uk.gov.education.training.funding.domain.declarations;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import uk.gov.education.training.events.Declarations.Declaration;
import uk.gov.education.training.events.FundingChange;
import uk.gov.education.training.events.FundingPosition;
import uk.gov.education.training.events.Participant;
import uk.gov.education.training.events.Statement.StatementStatus;
import uk.gov.education.training.funding.domain.contracts.ContractKey;
import uk.gov.education.training.funding.domain.declarations.Funding.FundingOutcome;
import uk.gov.education.training.funding.domain.declarations.Funding.StoredPayment;
import uk.gov.education.training.testsupport.ParticipantFixtures;

/** A service without a database. Keeps the facts about one participant and the results of each decision. */
final class FundingScenario {

    final Map<UUID, OutputStatement> statements = new LinkedHashMap<>();
    final Map<UUID, StoredPayment> stored = new HashMap<>();
    final List<FundingChange> published = new ArrayList<>();

    @Nullable
    Participant participant;

    List<Declaration> declarations = List.of();

    @Nullable
    FundingPosition position;

    FundingScenario(OutputStatement... statements) {
        for (OutputStatement statement : statements) {
            this.statements.put(statement.id(), statement);
        }
    }

    FundingScenario participant(Participant reported) {
        participant = reported;
        return decide();
    }

    FundingScenario declared(Declaration... all) {
        declarations = List.of(all);
        return decide();
    }

    /** Changes a statement's status, counts its declarations if it is paid, and decides. */
    FundingScenario changeStatus(UUID statementId, StatementStatus status) {
        setStatus(statementId, status);
        return decide();
    }

    /** Changes a statement's status without a decision. */
    FundingScenario setStatus(UUID statementId, StatementStatus status) {
        OutputStatement before = statements.get(statementId);
        statements.put(
                statementId, new OutputStatement(statementId, before.contractId(), status, before.deadlineDate()));
        if (status == StatementStatus.PAID) {
            stored.replaceAll((id, storedPayment) -> isCounted(storedPayment.payment(), statementId)
                    ? new StoredPayment(
                            storedPayment.participantId(),
                            storedPayment.payment(),
                            statementId,
                            storedPayment.awaitingStatementSince())
                    : storedPayment);
        }
        return this;
    }

    private static boolean isCounted(DeclarationPayment payment, UUID statementId) {
        return switch (payment) {
            case DeclarationPayment.Eligible(UUID statement) -> statement.equals(statementId);
            case DeclarationPayment.Payable(UUID statement) -> statement.equals(statementId);
            case DeclarationPayment.AwaitingClawback(UUID ignored, UUID clawback) -> clawback.equals(statementId);
            case DeclarationPayment.Submitted ignored -> false;
            case DeclarationPayment.Voided ignored -> false;
            case DeclarationPayment.Paid ignored -> false;
            case DeclarationPayment.ClawedBack ignored -> false;
        };
    }

    FundingScenario decide() {
        if (participant == null) {
            return this;
        }
        FundingOutcome outcome = Funding.decide(
                participant,
                declarations,
                stored,
                Map.of(new ContractKey(ParticipantFixtures.LEAD_PROVIDER, 2025), List.copyOf(statements.values())),
                position);
        for (var update : outcome.updates()) {
            StoredPayment before = update.before();
            stored.put(
                    update.declaration().id(),
                    new StoredPayment(
                            update.participantId(),
                            update.payment(),
                            before == null ? null : before.settledBy(),
                            update.awaitingStatementSince()));
        }
        if (!outcome.changes().isEmpty()) {
            position = outcome.position();
            published.addAll(outcome.changes());
        }
        return this;
    }

    DeclarationPayment payment(UUID declarationId) {
        return stored.get(declarationId).payment();
    }
}
