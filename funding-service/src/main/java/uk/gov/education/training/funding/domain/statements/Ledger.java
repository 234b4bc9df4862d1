package uk.gov.education.training.funding.domain.statements;

import java.time.LocalDate;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import uk.gov.education.training.events.DeclarationType;
import uk.gov.education.training.events.Role;
import uk.gov.education.training.funding.domain.statements.DeclarationCount.Entry;

/**
 * What is on the statements of a contract.
 *
 * @param paymentDates of all of them
 */
public record Ledger(Map<UUID, LocalDate> paymentDates, List<DeclarationCount> counted) {

    public Ledger {
        paymentDates = Map.copyOf(paymentDates);
        counted = List.copyOf(counted);
    }

    /** What is declarationTotals up to a statement. Earlier is what is paid on an earlier day. */
    public TotalsByRole declared(UUID statementId) {
        return new TotalsByRole(declared(statementId, Role.ECT), declared(statementId, Role.MENTOR));
    }

    private DeclarationTotals declared(UUID statementId, Role role) {
        Map<DeclarationType, CumulativeCounts> byType = new EnumMap<>(DeclarationType.class);
        int billableUplifts = 0;
        int refundableUplifts = 0;
        for (DeclarationCount some : counted) {
            if (some.role() != role || some.entry() == Entry.VOIDED) {
                continue;
            }
            if (some.statementId().equals(statementId)) {
                byType.merge(some.type(), now(some), CumulativeCounts::plus);
                billableUplifts += some.entry() == Entry.BILLABLE ? some.withUplift() : 0;
                refundableUplifts += some.entry() == Entry.REFUNDABLE ? some.withUplift() : 0;
            } else if (paymentDate(some.statementId()).isBefore(paymentDate(statementId))) {
                byType.merge(some.type(), before(some), CumulativeCounts::plus);
            }
        }
        return new DeclarationTotals(byType, billableUplifts, refundableUplifts);
    }

    /** How many declarations of a statement were voided before they were paid. */
    public int voided(UUID statementId) {
        return counted.stream()
                .filter(some ->
                        some.entry() == Entry.VOIDED && some.statementId().equals(statementId))
                .mapToInt(DeclarationCount::declarations)
                .sum();
    }

    private LocalDate paymentDate(UUID statementId) {
        LocalDate date = paymentDates.get(statementId);
        if (date == null) {
            throw new IllegalArgumentException("No statement of this contract: " + statementId);
        }
        return date;
    }

    private static CumulativeCounts now(DeclarationCount some) {
        return some.entry() == Entry.BILLABLE
                ? new CumulativeCounts(0, 0, some.declarations(), 0)
                : new CumulativeCounts(0, 0, 0, some.declarations());
    }

    private static CumulativeCounts before(DeclarationCount some) {
        return some.entry() == Entry.BILLABLE
                ? new CumulativeCounts(some.declarations(), 0, 0, 0)
                : new CumulativeCounts(0, some.declarations(), 0, 0);
    }
}
