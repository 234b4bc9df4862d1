package uk.gov.education.training.funding.domain.statements;

/** What was declared up to a statement, by the role in which the trainees were: a contract may price roles apart. */
public record TotalsByRole(DeclarationTotals ects, DeclarationTotals mentors) {

    public static final TotalsByRole NOTHING = new TotalsByRole(DeclarationTotals.NOTHING, DeclarationTotals.NOTHING);

    /** Of everybody, for a contract that makes no difference. */
    public DeclarationTotals all() {
        return ects.plus(mentors);
    }
}
