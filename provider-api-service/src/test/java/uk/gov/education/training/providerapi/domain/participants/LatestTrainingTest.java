package uk.gov.education.training.providerapi.domain.participants;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static uk.gov.education.training.providerapi.domain.ParticipantFactsFixture.AMBER;
import static uk.gov.education.training.providerapi.domain.ParticipantFactsFixture.BRACKEN;
import static uk.gov.education.training.providerapi.domain.ParticipantFactsFixture.MENTOR_PERIOD;
import static uk.gov.education.training.providerapi.domain.ParticipantFactsFixture.date;
import static uk.gov.education.training.providerapi.domain.ParticipantFactsFixture.ect;
import static uk.gov.education.training.providerapi.domain.ParticipantFactsFixture.mentor;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import uk.gov.education.training.events.Role;
import uk.gov.education.training.events.TrainingReports.TrainingStatus;
import uk.gov.education.training.providerapi.domain.ParticipantFactsFixture;

/** The training that a provider sees, out of several with it, and training that never takes place. */
class LatestTrainingTest {

    private static final String MORNING = "2025-07-03T09:00:00Z";
    private static final String NOON = "2025-07-03T12:00:00Z";

    @ParameterizedTest(name = "{0}")
    @CsvSource(nullValues = "-", delimiter = '|', textBlock = """
            of two that take place, the one that starts last         | 2026-01-01 | -          | 2025-09-01 | -
            of two that start on one day, the one registered last    | 2025-09-01 | -          | 2025-09-01 | -
            one that takes place, before one that never will         | 2025-09-01 | 2026-01-31 | 2026-02-01 | 2026-01-10
            one that lasts a single day, before one that never will  | 2025-09-01 | 2025-09-01 | 2026-02-01 | 2026-01-31
            one that starts sooner and takes place, even if it ended | 2024-09-01 | 2024-10-01 | 2025-09-01 | 2025-08-31
            of two that never will, the one that was to start last   | 2026-03-01 | 2026-01-10 | 2026-02-01 | 2026-01-20
            of two that never will and were to start on one day, the one registered last \
                                                                     | 2026-02-01 | 2026-01-10 | 2026-02-01 | 2026-01-20
            """)
    void isTheFirstOfTheTwo(String rule, String from, @Nullable String to, String otherFrom, @Nullable String otherTo) {
        ParticipantFactsFixture inOneOrder = ect().trainedBy(AMBER, from, to)
                .registeredAt(NOON)
                .trainedBy(AMBER, otherFrom, otherTo)
                .registeredAt(MORNING);
        ParticipantFactsFixture inTheOther = ect().trainedBy(AMBER, otherFrom, otherTo)
                .registeredAt(MORNING)
                .trainedBy(AMBER, from, to)
                .registeredAt(NOON);

        assertThat(latest(inOneOrder)).as(rule).isEqualTo(ParticipantFactsFixture.id(100));
        assertThat(latest(inTheOther)).as(rule).isEqualTo(ParticipantFactsFixture.id(101));

        ParticipantFactsFixture mentor = mentor().training(AMBER, MENTOR_PERIOD, from, to, true)
                .scheduled()
                .registeredAt(NOON)
                .training(AMBER, MENTOR_PERIOD, otherFrom, otherTo, true)
                .scheduled()
                .registeredAt(MORNING);
        assertThat(latest(mentor, Role.MENTOR)).as(rule).isEqualTo(ParticipantFactsFixture.id(100));
    }

    @Test
    void isChosenSeparatelyForEachRole() {
        ParticipantFactsFixture given = ect().trainedBy(AMBER, "2025-09-01", null)
                .at(MENTOR_PERIOD, Role.MENTOR, ParticipantFactsFixture.ASHDOWN, "2024-09-01")
                .training(AMBER, MENTOR_PERIOD, "2024-09-01", "2025-01-31", true)
                .scheduled()
                .training(AMBER, MENTOR_PERIOD, "2025-02-01", null, true)
                .scheduled();
        assertThat(latest(given, Role.ECT)).isEqualTo(ParticipantFactsFixture.id(100));
        assertThat(latest(given, Role.MENTOR)).isEqualTo(ParticipantFactsFixture.id(102));
        assertThat(enrolments(AMBER, given))
                .extracting(Enrolment::participantType, Enrolment::schoolUrn)
                .containsExactly(
                        tuple(Role.ECT, ParticipantFactsFixture.OAKFIELD),
                        tuple(Role.MENTOR, ParticipantFactsFixture.ASHDOWN));
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"expression of interest", "school-led", "another provider's", "as a mentor"})
    void isConfirmedWithTheProviderItself(String later) {
        ParticipantFactsFixture given = ect().trainedBy(AMBER, "2025-09-01", "2026-01-31");
        switch (later) {
            case "expression of interest" ->
                given.training(AMBER, ParticipantFactsFixture.OAKFIELD_PERIOD, "2026-02-01", null, false)
                        .scheduled();
            case "school-led" -> given.schoolLed(ParticipantFactsFixture.OAKFIELD_PERIOD, "2026-02-01", null);
            case "another provider's" -> given.trainedBy(BRACKEN, "2026-02-01", null);
            case "as a mentor" ->
                given.at(MENTOR_PERIOD, Role.MENTOR, ParticipantFactsFixture.OAKFIELD, "2026-02-01")
                        .training(AMBER, MENTOR_PERIOD, "2026-02-01", null, true)
                        .scheduled();
            default -> throw new IllegalArgumentException(later);
        }
        assertThat(latest(given)).isEqualTo(ParticipantFactsFixture.id(100));
        Enrolment ect = enrolments(AMBER, given).getFirst();
        assertThat(ect.participantStatus()).isEqualTo(ParticipantStatus.LEFT);
        assertThat(ect.trainingStatus()).isEqualTo(TrainingStatus.ACTIVE);
    }

    @Test
    void providersOfTwoRolesSeeOneEach() {
        ParticipantFactsFixture given = ect().trainedBy(AMBER, "2025-09-01", null)
                .at(MENTOR_PERIOD, Role.MENTOR, ParticipantFactsFixture.OAKFIELD, "2025-09-01")
                .training(BRACKEN, MENTOR_PERIOD, "2025-09-01", null, true)
                .scheduled();
        assertThat(enrolments(AMBER, given))
                .extracting(Enrolment::participantType)
                .containsExactly(Role.ECT);
        assertThat(enrolments(BRACKEN, given))
                .extracting(Enrolment::participantType)
                .containsExactly(Role.MENTOR);
    }

    @ParameterizedTest(name = "{0} to {1}")
    @CsvSource(
            nullValues = "-",
            value = {"2020-09-01, 2021-07-31", "2025-09-01, -", "2030-09-01, -"})
    void isSeenWhetherPastPresentOrFuture(String from, @Nullable String to) {
        assertThat(enrolments(AMBER, ect().trainedBy(AMBER, from, to))).hasSize(1);
        assertThat(enrolments(
                        AMBER,
                        mentor().training(AMBER, MENTOR_PERIOD, from, to, true).scheduled()))
                .hasSize(1);
    }

    private static List<Enrolment> enrolments(UUID leadProvider, ParticipantFactsFixture given) {
        return ParticipantView.of(leadProvider, given.facts(), date("2026-03-01"))
                .orElseThrow()
                .enrolments();
    }

    @Test
    void isTheOnlyOneEvenIfItNeverTakesPlace() {
        assertThat(latest(ect().trainedBy(AMBER, "2026-02-01", "2026-01-10")))
                .isEqualTo(ParticipantFactsFixture.id(100));
    }

    /**
     * Oakfield with Amber until January; registered at Ashdown with Amber from February; on 10 January with Bracken.
     */
    private static ParticipantFactsFixture repointedBeforeItBegan() {
        return ect().trainedBy(AMBER, "2025-09-01", "2026-01-31")
                .at(ParticipantFactsFixture.ASHDOWN_PERIOD, Role.ECT, ParticipantFactsFixture.ASHDOWN, "2026-02-01")
                .training(AMBER, ParticipantFactsFixture.ASHDOWN_PERIOD, "2026-02-01", "2026-01-10", true)
                .scheduled()
                .training(BRACKEN, ParticipantFactsFixture.ASHDOWN_PERIOD, "2026-02-01", null, true)
                .scheduled();
    }

    @ParameterizedTest(
            name = "on {0} the previous provider sees {1}, next change {2}; the new one {3}, next change {4}")
    @CsvSource(
            nullValues = "-",
            value = {
                "2026-01-15, LEAVING, 2026-01-31, JOINING, 2026-02-01",
                "2026-01-30, LEAVING, 2026-01-31, JOINING, 2026-02-01",
                "2026-01-31, LEFT,    -,          JOINING, 2026-02-01",
                "2026-02-01, LEFT,    -,          ACTIVE,  -",
                "2027-01-01, LEFT,    -,          ACTIVE,  -",
            })
    void providerReplacedBeforeTheStartSeesItsEarlierTraining(
            String today,
            ParticipantStatus previous,
            @Nullable String previousTurns,
            ParticipantStatus next,
            @Nullable String nextTurns) {
        assertSees(AMBER, repointedBeforeItBegan(), today, ParticipantFactsFixture.OAKFIELD, previous, previousTurns);
        assertSees(BRACKEN, repointedBeforeItBegan(), today, ParticipantFactsFixture.ASHDOWN, next, nextTurns);
    }

    @ParameterizedTest(name = "was to start {0}, ended {1}, on {2}: {3}, next change {4}")
    @CsvSource(
            nullValues = "-",
            value = {
                "2026-02-01, 2026-01-10, 2026-01-09, LEAVING, 2026-01-10",
                "2026-02-01, 2026-01-10, 2026-01-10, LEFT,    -",
                "2026-02-01, 2026-01-10, 2026-01-31, LEFT,    -",
                // the day on which it was to start is a day like any other
                "2026-02-01, 2026-01-10, 2026-02-01, LEFT,    -",
                "2026-02-01, 2026-01-10, 2030-01-01, LEFT,    -",
                "2026-02-01, 2026-01-31, 2026-01-30, LEAVING, 2026-01-31",
                "2026-02-01, 2026-01-31, 2026-01-31, LEFT,    -",
            })
    void providerWhoseOnlyTrainingNeverTakesPlaceSeesThatTheParticipantLeft(
            String from, String to, String today, ParticipantStatus status, @Nullable String turns) {
        assertSees(AMBER, ect().trainedBy(AMBER, from, to), today, ParticipantFactsFixture.OAKFIELD, status, turns);
    }

    @Test
    void mergedRecordIsNotShown() {
        ParticipantFacts facts = ParticipantFacts.of(ParticipantFactsFixture.mergedRecord());
        assertThat(facts.leadProviders()).isEmpty();
        assertThat(ParticipantView.of(AMBER, facts, date("2026-01-01"))).isEmpty();
    }

    private static UUID latest(ParticipantFactsFixture given) {
        return latest(given, Role.ECT);
    }

    private static UUID latest(ParticipantFactsFixture given, Role role) {
        return given.facts().latestTraining(AMBER, role).orElseThrow().id();
    }

    private static void assertSees(
            UUID leadProvider,
            ParticipantFactsFixture given,
            String today,
            String school,
            ParticipantStatus status,
            @Nullable String turns) {
        ParticipantView view =
                ParticipantView.of(leadProvider, given.facts(), date(today)).orElseThrow();
        assertThat(view.enrolments()).singleElement().satisfies(enrolment -> {
            assertThat(enrolment.schoolUrn()).isEqualTo(school);
            assertThat(enrolment.participantStatus()).isEqualTo(status);
        });
        assertThat(view.nextChangeOn()).isEqualTo(turns == null ? null : date(turns));
    }
}
