package uk.gov.education.training.launcher;

import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The people and schools of one lead provider of the demonstration.
 *
 * @param number of the lead provider, from 0
 */
public record DemoSituations(int number) {

    /** The day for which the situations are described. */
    public static final LocalDate SEEN_ON = LocalDate.of(2026, 12, 1);

    /** The cohorts in which there is a declaration in every state. */
    public static final List<Integer> OPEN_COHORTS =
            MoneyCalendar.ALL.stream().map(MoneyCalendar::cohort).toList();

    static final int COHORT = 2026;
    static final int COHORT_BEFORE = 2025;
    static final int COHORT_OF_FORMER_ECT = 2024;

    // The walk-through uses the schools before this one.
    private static final int FIRST_SCHOOL = 900_007;
    private static final int FIRST_INTERESTED_SCHOOL = 900_031;
    private static final int FIRST_SCHOOL_TO_ROLL_OVER = 900_041;
    private static final int NUMBERS_EACH = 1_000;
    private static final int NUMBERS_EACH_COHORT = 100;

    public static List<DemoSituations> all() {
        return IntStream.range(0, DemoData.LEAD_PROVIDERS.size())
                .mapToObj(DemoSituations::new)
                .toList();
    }

    public DemoData.Organisation leadProvider() {
        return DemoData.LEAD_PROVIDERS.get(number);
    }

    public DemoPerson person(Situation situation) {
        return DemoPerson.of(number * NUMBERS_EACH + situation.number());
    }

    /** The person whose training has been declared. */
    public DemoPerson person(int cohort, DeclarationSituation situation) {
        int ofCohort = (cohort - DemoData.COHORTS.getFirst() + 1) * NUMBERS_EACH_COHORT;
        return DemoPerson.of(number * NUMBERS_EACH + ofCohort + situation.number());
    }

    /** The person who moves to a school of this lead provider from a school of another one. */
    public DemoPerson transferredIn() {
        int count = DemoData.LEAD_PROVIDERS.size();
        return new DemoSituations((number + count - 1) % count).person(Situation.TRANSFERRED_OUT);
    }

    /** The person with a paid declaration whose training can change from this cohort to the next. */
    public DemoPerson withChangeableCohort() {
        return person(COHORT_BEFORE, DeclarationSituation.PAID);
    }

    /** The school of most people. */
    public String firstSchool() {
        return schools(COHORT).getFirst();
    }

    String secondSchool() {
        return schools(COHORT).get(1);
    }

    /** A school with a partnership in cohort 2026 and without participants of this lead provider. */
    public String schoolWithoutPeople() {
        return schools(COHORT).getLast();
    }

    /** A school that has chosen this lead provider, without a partnership. */
    public String interestedSchool() {
        return Integer.toString(FIRST_INTERESTED_SCHOOL + number);
    }

    /** A school whose partnership of cohort 2025 goes on in 2026. */
    public String rolledOverSchool() {
        return Integer.toString(FIRST_SCHOOL_TO_ROLL_OVER + number);
    }

    /**
     * The school of those whose training has been declared. In cohort 2025 its partnership has one in 2026 after it.
     */
    String schoolOfDeclarations(int cohort) {
        var later = schools(COHORT);
        return schools(cohort).stream()
                .filter(urn -> cohort != COHORT_BEFORE || later.contains(urn))
                .findFirst()
                .orElseThrow();
    }

    /** The next lead provider, to whom one person moves. */
    DemoData.Organisation next() {
        return nextSituations().leadProvider();
    }

    /** The school of the next lead provider to which the person moves. */
    String schoolOfNext() {
        return nextSituations().schools(COHORT).stream()
                .filter(urn -> !urn.equals(firstSchool()))
                .findFirst()
                .orElseThrow();
    }

    /** Another lead provider that the first school works with in cohort 2026. */
    public DemoData.Organisation otherAtFirstSchool() {
        UUID other = DemoData.partnerships().stream()
                .filter(partnership -> partnership.cohort() == COHORT
                        && partnership.schoolUrn().equals(firstSchool())
                        && !partnership.leadProviderId().equals(leadProvider().id()))
                .map(DemoData.Partnership::leadProviderId)
                .findFirst()
                .orElseThrow();
        return DemoData.LEAD_PROVIDERS.stream()
                .filter(each -> each.id().equals(other))
                .findFirst()
                .orElseThrow();
    }

    /** The partnership that goes on: with a delivery partner that the lead provider has in both cohorts. */
    DemoData.Partnership partnershipToRollOver() {
        return DemoData.DELIVERY_PARTNERS.stream()
                .map(DemoData.Organisation::id)
                .filter(partner -> DemoData.pairings()
                        .contains(new DemoData.Pairing(leadProvider().id(), partner, COHORT)))
                .map(partner ->
                        new DemoData.Partnership(leadProvider().id(), rolledOverSchool(), partner, COHORT_BEFORE))
                .findFirst()
                .orElseThrow();
    }

    private DemoSituations nextSituations() {
        return new DemoSituations((number + 1) % DemoData.LEAD_PROVIDERS.size());
    }

    private List<String> schools(int cohort) {
        return schoolsWithPartnership(cohort)
                .filter(urn -> Integer.parseInt(urn) >= FIRST_SCHOOL)
                .toList();
    }

    private Stream<String> schoolsWithPartnership(int cohort) {
        return DemoData.partnerships().stream()
                .filter(partnership -> partnership.cohort() == cohort
                        && partnership.leadProviderId().equals(leadProvider().id()))
                .map(DemoData.Partnership::schoolUrn);
    }
}
