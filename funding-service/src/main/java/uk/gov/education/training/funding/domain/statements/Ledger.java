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
 * The declarations on all statements of a contract.
 *
 * @param paymentDates the payment date of every statement
 */
public record Ledger(Map<UUID, LocalDate> paymentDates, List<DeclarationCount> counted) {

    public Ledger {
        paymentDates = Map.copyOf(paymentDates);
        counted = List.copyOf(counted);
    }

    /** The declarations up to a statement. A statement is earlier if its payment date is. */
    public TotalsByRole declared(UUID statementId) {
        return new TotalsByRole(declared(statementId, Role.ECT), declared(statementId, Role.MENTOR));
    }

    private DeclarationTotals declared(UUID statementId, Role role) {
        Map<DeclarationType, CumulativeCounts> byType = new EnumMap<>(DeclarationType.class);
        int billableUplifts = 0;
        int refundableUplifts = 0;
        for (DeclarationCount count : counted) {
            if (count.role() != role || count.entry() == Entry.VOIDED) {
                continue;
            }
            if (count.statementId().equals(statementId)) {
                byType.merge(count.type(), now(count), CumulativeCounts::plus);
                billableUplifts += count.entry() == Entry.BILLABLE ? count.withUplift() : 0;
                refundableUplifts += count.entry() == Entry.REFUNDABLE ? count.withUplift() : 0;
            } else if (paymentDate(count.statementId()).isBefore(paymentDate(statementId))) {
                byType.merge(count.type(), before(count), CumulativeCounts::plus);
            }
        }
        return new DeclarationTotals(byType, billableUplifts, refundableUplifts);
    }

    /** The number of declarations of a statement that were voided before they were paid. */
    public int voided(UUID statementId) {
        return counted.stream()
                .filter(count ->
                        count.entry() == Entry.VOIDED && count.statementId().equals(statementId))
                .mapToInt(DeclarationCount::declarations)
                .sum();
    }

    private LocalDate paymentDate(UUID statementId) {
        LocalDate date = paymentDates.get(statementId);
        if (date == null) {
            throw new IllegalArgumentException("Not a statement of this contract: " + statementId);
        }
        return date;
    }

    private static CumulativeCounts now(DeclarationCount count) {
        return count.entry() == Entry.BILLABLE
                ? new CumulativeCounts(0, 0, count.declarations(), 0)
                : new CumulativeCounts(0, 0, 0, count.declarations());
    }

    private static CumulativeCounts before(DeclarationCount count) {
        return count.entry() == Entry.BILLABLE
                ? new CumulativeCounts(count.declarations(), 0, 0, 0)
                : new CumulativeCounts(0, count.declarations(), 0, 0);
    }
}
