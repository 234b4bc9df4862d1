package uk.gov.education.training.launcher;

/**
 * A situation of a participant that every lead provider of the demonstration has. docs/demo-data.md lists them, as of
 * {@link DemoSituations#SEEN_ON}.
 */
public enum Situation {
    JOINING(0, "Joining: training starts on 19 April 2027"),
    ACTIVE(1, "Active, without induction. Their mentor is unfunded"),
    ACTIVE_WITH_INDUCTION(2, "Active, with induction"),
    INDUCTION_COMPLETED(3, "Induction completed on 17 July 2026"),
    LEAVING(4, "Leaving: the last day is 24 March 2027"),
    LEFT(5, "Left: the school has reported that they left"),
    DEFERRED(6, "Left: deferred. Can be resumed"),
    DEFERRED_AND_LEFT(7, "Left: deferred, then left the school. Can't be resumed"),
    WITHDRAWN(8, "Left: withdrawn. Can be resumed"),
    WITHDRAWN_AND_CHANGED(9, "Left: withdrawn, then the school chose another lead provider. Can't be resumed"),
    MENTOR_OF_THREE(10, "Mentor of three ECTs at two schools"),
    FIRST_MENTEE(11, "The first of these ECTs"),
    SECOND_MENTEE(12, "The second of these ECTs, at the same school"),
    THIRD_MENTEE(13, "The third of these ECTs, at the other school"),
    ECT_WHO_BECAME_MENTOR(14, "ECT until July 2026, mentor since September 2026"),
    MOVED_SCHOOL(15, "Transfer from one school to another, with this lead provider at both"),
    TRANSFERRED_OUT(16, "Transfer out: to a school that has another lead provider train them"),
    UNFUNDED_MENTOR(17, "Unfunded mentor: another lead provider trains them. Only in the list of unfunded mentors"),
    COLLEAGUE(18, "ECT of another lead provider at the same school. You can't see them"),
    INTERESTED(19, "The school has no partnership with you. You can't see them until you confirm one"),
    BEFORE_ROLL_OVER(20, "Registered in cohort 2025. The school's partnership goes on in 2026"),
    ROLLED_OVER(21, "Registered in cohort 2026, which continued the partnership");

    private final int number;
    private final String description;

    /** @param number decides the participants' ids, so it never changes */
    Situation(int number, String description) {
        this.number = number;
        this.description = description;
    }

    int number() {
        return number;
    }

    public String description() {
        return description;
    }
}
