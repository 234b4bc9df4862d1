package uk.gov.education.training.events;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.math.BigDecimal;

/** A change of a statement. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
    @JsonSubTypes.Type(value = StatementChange.StatementOpened.class, name = "statement-opened"),
    @JsonSubTypes.Type(value = StatementChange.StatementRecalculated.class, name = "statement-recalculated"),
    @JsonSubTypes.Type(value = StatementChange.StatementMadePayable.class, name = "statement-made-payable"),
    @JsonSubTypes.Type(value = StatementChange.StatementPaid.class, name = "statement-paid"),
    @JsonSubTypes.Type(value = StatementChange.StatementRepublished.class, name = "statement-republished")
})
public sealed interface StatementChange {

    /** The statement exists. */
    record StatementOpened() implements StatementChange {}

    /**
     * Something that the statement depends on has changed.
     *
     * @param from the total until now, in pounds
     * @param to the total from now on, in pounds
     */
    record StatementRecalculated(BigDecimal from, BigDecimal to) implements StatementChange {}

    /** Its deadline has passed. */
    record StatementMadePayable() implements StatementChange {}

    /**
     * Payment was authorised. Its figures stay as they were paid.
     *
     * @param total in pounds
     */
    record StatementPaid(BigDecimal total) implements StatementChange {}

    /** The owner published the facts again. Nothing has changed. */
    record StatementRepublished() implements StatementChange, Republished {}
}
