package uk.gov.education.training.launcher;

import java.util.Locale;

/** The state of a {@code started} declaration that every lead provider of the demonstration has in each open cohort. */
public enum DeclarationSituation {
    /** The participant has no induction, so is not eligible yet. */
    SUBMITTED(0),
    ELIGIBLE(1),
    PAYABLE(2),
    PAID(3),
    VOIDED(4),
    AWAITING_CLAWBACK(5),
    CLAWED_BACK(6);

    private final int number;

    /** @param number decides the participants' ids, so it never changes */
    DeclarationSituation(int number) {
        this.number = number;
    }

    int number() {
        return number;
    }

    /** The state as lead providers see it. */
    public String state() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
