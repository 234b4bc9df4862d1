package uk.gov.education.training.funding.domain.statements;

/** The declarations up to a statement by role, because a contract may price roles differently. */
public record TotalsByRole(DeclarationTotals ects, DeclarationTotals mentors) {

    public static final TotalsByRole NOTHING = new TotalsByRole(DeclarationTotals.NOTHING, DeclarationTotals.NOTHING);

    /** The declarations of both roles, for a contract that prices them the same. */
    public DeclarationTotals all() {
        return ects.plus(mentors);
    }
}
