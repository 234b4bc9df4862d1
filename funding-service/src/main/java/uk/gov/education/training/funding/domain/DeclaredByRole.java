package uk.gov.education.training.funding.domain;

/** What was declared up to a statement, by the role in which the trainees were: a contract may price roles apart. */
public record DeclaredByRole(Declared ects, Declared mentors) {

    public static final DeclaredByRole NOTHING = new DeclaredByRole(Declared.NOTHING, Declared.NOTHING);

    /** Of everybody, for a contract that makes no difference. */
    public Declared all() {
        return ects.plus(mentors);
    }
}
