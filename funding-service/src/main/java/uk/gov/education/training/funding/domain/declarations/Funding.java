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

/** A participant's whole funding position: eligibility, and where each declaration's money stands. */
public final class Funding {

    private Funding() {}

    /**
     * Where a declaration's money stands as this service keeps it.
     *
     * @param countedBy the statement whose authorised payment counted it last
     * @param waitsFrom see {@link PaymentUpdate}
     */
    public record StoredPayment(
            UUID participantId,
            DeclarationPayment payment,
            @Nullable UUID countedBy,
            @Nullable LocalDate waitsFrom) {}

    /**
     * What a declaration's money has become.
     *
     * @param waitsFrom while a statement is due but there is none: the day on or after which its deadline must be
     * @param contractId of the statements that count it; null while there are none
     * @param before null if nothing was kept about it
     */
    public record PaymentUpdate(
            UUID participantId,
            Declaration declaration,
            DeclarationPayment payment,
            @Nullable LocalDate waitsFrom,
            @Nullable UUID contractId,
            @Nullable StoredPayment before) {

        /** Whether there is something to keep. */
        public boolean isNew() {
            return before == null
                    || !before.participantId().equals(participantId)
                    || !before.payment().equals(payment)
                    || !Objects.equals(before.waitsFrom(), waitsFrom);
        }

        /** The contract whose statements count it in another way now; empty if none does. */
        public Optional<UUID> changedContract() {
            DeclarationPayment was = before == null ? new Submitted() : before.payment();
            boolean isCounted = was.statement() != null || payment.statement() != null;
            return isCounted && !was.equals(payment) ? Optional.ofNullable(contractId) : Optional.empty();
        }
    }

    /** @param changes one for each thing that is different from before, in the order in which it happened */
    public record FundingOutcome(FundingPosition position, List<FundingChange> changes, List<PaymentUpdate> settled) {}

    /**
     * Decides.
     *
     * @param declared all that has been declared about the participant
     * @param kept where the money of these declarations stands until now
     * @param statements the output statements of the contracts of these declarations
     * @param before the position that was published last
     */
    public static FundingOutcome decide(
            Participant participant,
            List<Declaration> declared,
            Map<UUID, StoredPayment> kept,
            Map<ContractKey, List<OutputStatement>> statements,
            @Nullable FundingPosition before) {
        List<Declaration> declarations = DuplicateDeclarations.voided(declared);
        FundingPosition eligibility = Eligibility.decide(participant, MentorCompletion.of(declared));
        List<FundingChange> changes = new ArrayList<>(Eligibility.changes(before, eligibility));
        List<DeclarationFunding> published = notHeardOf(before, declarations);
        List<PaymentUpdate> settled = new ArrayList<>();
        for (Declaration declaration : declarations) {
            @Nullable StoredPayment standing = kept.get(declaration.id());
            @Nullable
            DeclarationFunding said =
                    before == null ? null : before.declaration(declaration.id()).orElse(null);
            @Nullable RoleFunding role = eligibility.of(declaration.role());
            List<OutputStatement> outputs = statements.getOrDefault(ContractKey.of(declaration), List.of());
            Settlement settlement = new Settlement(
                    declaration,
                    role == null ? null : role.eligibleFrom(),
                    countedBy(standing, said),
                    said == null ? null : said.voidingRefusedAt(),
                    outputs);
            List<DeclarationPayment> path = settlement.path(start(standing, said));
            DeclarationPayment now = path.getLast();
            @Nullable Instant refused = settlement.refuses(now);
            changes.addAll(changes(declaration.id(), said, path));
            if (refused != null && (said == null || !refused.equals(said.voidingRefusedAt()))) {
                changes.add(new VoidingRefused(declaration.id()));
            }
            settled.add(new PaymentUpdate(
                    participant.id(),
                    declaration,
                    now,
                    settlement.waitsFrom(now),
                    outputs.isEmpty() ? null : outputs.getFirst().contractId(),
                    standing));
            Optional.ofNullable(now.published(declaration.id()))
                    .map(funding -> funding.refusing(refused))
                    .ifPresent(published::add);
        }
        return new FundingOutcome(
                new FundingPosition(participant.id(), eligibility.ect(), eligibility.mentor(), published),
                changes,
                settled);
    }

    /** While a database fills again, decisions can be read back before the declarations that they are about. */
    private static List<DeclarationFunding> notHeardOf(
            @Nullable FundingPosition before, Collection<Declaration> declarations) {
        return before == null
                ? new ArrayList<>()
                : new ArrayList<>(before.declarations().stream()
                        .filter(said -> declarations.stream()
                                .noneMatch(declaration -> declaration.id().equals(said.declarationId())))
                        .toList());
    }

    /**
     * Where a declaration stands: what is kept and what was published are the same, unless the declaration has come
     * from another participant, or the database was lost. Then whichever is further along holds, for there is no way
     * back; between equals what was published does, for others know it.
     */
    private static DeclarationPayment start(@Nullable StoredPayment standing, @Nullable DeclarationFunding said) {
        DeclarationPayment kept = standing == null ? new Submitted() : standing.payment();
        if (said == null) {
            return kept;
        }
        var published = DeclarationPayment.of(said.state(), said.statementId(), said.clawbackStatementId());
        int further = published.state().compareTo(kept.state());
        return further > 0 || (further == 0 && !(kept instanceof Voided)) ? published : kept;
    }

    /** Where nothing was kept of what was published, a paid statement has counted all that was on it. */
    private static @Nullable UUID countedBy(@Nullable StoredPayment standing, @Nullable DeclarationFunding said) {
        if (standing != null || said == null) {
            return standing == null ? null : standing.countedBy();
        }
        return said.clawbackStatementId() == null ? said.statementId() : said.clawbackStatementId();
    }

    /** What was not said yet: where the declaration stood, if that is new under this participant, and every step. */
    private static List<FundingChange> changes(
            UUID declarationId, @Nullable DeclarationFunding said, List<DeclarationPayment> path) {
        @Nullable DeclarationFunding stood = said == null ? null : said.refusing(null);
        if (Objects.equals(stood, path.getLast().published(declarationId))) {
            return List.of();
        }
        boolean isKnown = Objects.equals(stood, path.getFirst().published(declarationId));
        return path.stream()
                .skip(isKnown ? 1 : 0)
                .map(reached -> reached.reached(declarationId))
                .filter(Objects::nonNull)
                .toList();
    }
}
