package uk.gov.education.training.funding;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlClient;
import jakarta.enterprise.context.ApplicationScoped;
import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import uk.gov.education.training.funding.CalculateStatements.Calculated;
import uk.gov.education.training.funding.store.Adjustments;
import uk.gov.education.training.funding.store.Adjustments.Made;
import uk.gov.education.training.funding.store.FinanceActions;
import uk.gov.education.training.funding.store.FinanceActions.FinanceAction;
import uk.gov.education.training.funding.store.StatementRecord;

/** A statement with all that DfE finance sees of it, and decides by. */
@ApplicationScoped
public class ShowStatement {

    private final CalculateStatements calculate;
    private final Adjustments adjustments;
    private final FinanceActions actions;

    ShowStatement(CalculateStatements calculate, Adjustments adjustments, FinanceActions actions) {
        this.calculate = calculate;
        this.adjustments = adjustments;
        this.actions = actions;
    }

    public record Shown(Calculated calculated, List<Made> adjustments, List<FinanceAction> history) {

        public EntityTag tag() {
            return EntityTag.of(this);
        }

        BigDecimal total() {
            return calculated.breakdown().totals().total();
        }

        String inShort() {
            return "The statement is " + calculated.statement().status().name().toLowerCase(Locale.ROOT)
                    + " and comes to " + total().toPlainString() + " with VAT now.";
        }
    }

    /** Empty if there is none with this id. */
    public Uni<Optional<Shown>> one(SqlClient db, UUID id) {
        return calculate.one(db, id).chain(found -> found.map(
                        calculated -> with(db, calculated).map(Optional::of))
                .orElseGet(() -> Uni.createFrom().item(Optional.empty())));
    }

    /**
     * A statement whose row this transaction has locked, if it is what the caller has seen.
     *
     * @throws uk.gov.education.training.platform.web.Refusal if it is not
     */
    Uni<Shown> seen(SqlClient tx, StatementRecord locked, IfMatch seen) {
        return calculate
                .of(tx, locked)
                .chain(calculated -> with(tx, calculated))
                .invoke(shown -> seen.require(shown.tag(), shown.inShort()));
    }

    private Uni<Shown> with(SqlClient db, Calculated calculated) {
        UUID id = calculated.statement().id();
        return adjustments.ofStatement(db, id).chain(made -> actions.ofStatement(db, id)
                .map(history -> new Shown(calculated, made, history)));
    }
}
