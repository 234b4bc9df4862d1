package uk.gov.education.training.schoolupdates.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static uk.gov.education.training.schoolupdates.SchoolUpdates.LEAD_PROVIDER;
import static uk.gov.education.training.schoolupdates.SchoolUpdates.SCHOOL;

import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import uk.gov.education.training.events.delivery.Faults;
import uk.gov.education.training.local.TestInfrastructure;
import uk.gov.education.training.schoolupdates.SchoolUpdates;

/** What the database refuses whoever writes it, however wrong the code may be. */
@QuarkusTest
@WithTestResource(
        value = TestInfrastructure.class,
        initArgs = @ResourceArg(name = "database", value = "school_updates"))
class InvariantsIT {

    private static final String UNIQUE = "23505";
    private static final String EXCLUDED = "23P01";
    private static final String CHECK = "23514";
    private static final String NO_SUCH_RANGE = "22000";
    private static final String FOREIGN_KEY = "23503";

    private static final String TIME = """
            insert into school_periods (id, participant_id, role, school_urn, email, started_on, finished_on)
            select gen_random_uuid(), id, '%s', '%s', 'e@x.example', '%s', %s from participants where id = $1""";

    private static final String TRAINING = """
            insert into trainings (id, participant_id, role, school_period_id, school_urn, school_started_on,
                school_finished_on, programme, lead_provider_id, cohort, started_on, finished_on)
            select gen_random_uuid(), participant_id, role, id, school_urn, %s, finished_on, %s, '%s', %s
            from school_periods where participant_id = $1""";

    private static final String MENTORSHIP = """
            insert into mentorships (id, role, participant_id, other_id, school_period_id, school_urn,
                school_started_on, school_finished_on, started_on, finished_on)
            select gen_random_uuid(), role, participant_id, %s, id, school_urn, started_on, finished_on,
                '%s', null
            from school_periods where participant_id = $1""";

    private static final String INDUCTION = """
            insert into induction_periods (id, participant_id, started_on, finished_on, outcome)
            values (gen_random_uuid(), $1, '2024-09-01', %1$s, %2$s), (gen_random_uuid(), $1, %3$s, %4$s, %5$s)""";

    @Inject
    SchoolUpdates service;

    @BeforeEach
    void prepare() {
        service.prepare();
    }

    static Stream<Arguments> broken() {
        String providerLed = "'provider_led', '" + LEAD_PROVIDER + "', 2025";
        return Stream.of(
                refused(
                        "an ECT is at one school at a time",
                        EXCLUDED,
                        TIME.formatted("ect", "100002", "2025-12-01", "null")),
                refused(
                        "no period ends before it starts",
                        NO_SUCH_RANGE,
                        TIME.formatted("mentor", SCHOOL, "2025-12-01", "'2025-11-30'")),
                refused("a school is known", FOREIGN_KEY, TIME.formatted("mentor", "999999", "2025-12-01", "null")),
                refused("a TRN is one person's", UNIQUE, """
                        insert into participants select gen_random_uuid(), 1, trn, facts from participants where id = $1"""),
                refused(
                        "one training at a time in a role",
                        EXCLUDED,
                        TRAINING.formatted("started_on", providerLed, "2025-12-01", "null")),
                refused(
                        "training lies within the time at the school",
                        CHECK,
                        TRAINING.formatted("started_on", providerLed, "2025-08-01", "'2025-08-31'")),
                refused(
                        "training repeats the time at the school as it is",
                        FOREIGN_KEY,
                        TRAINING.formatted("date '2025-08-01'", providerLed, "2025-08-01", "'2025-08-31'")),
                refused(
                        "provider-led training has a lead provider",
                        CHECK,
                        TRAINING.formatted("started_on", "'provider_led', null, 2025", "2025-09-02", "'2025-09-02'")),
                refused(
                        "school-led training has no lead provider",
                        CHECK,
                        TRAINING.formatted(
                                "started_on",
                                "'school_led', '" + LEAD_PROVIDER + "', 2025",
                                "2025-09-02",
                                "'2025-09-02'")),
                refused("nobody mentors themselves", CHECK, MENTORSHIP.formatted("participant_id", "2025-12-01")),
                refused(
                        "both people carry a mentorship",
                        FOREIGN_KEY,
                        MENTORSHIP.formatted("gen_random_uuid()", "2025-12-01")),
                refused(
                        "a mentorship lies within the time at the school",
                        CHECK,
                        MENTORSHIP.formatted("gen_random_uuid()", "2025-08-01")),
                refused(
                        "one induction period at a time",
                        EXCLUDED,
                        INDUCTION.formatted("null", "null", "date '2025-01-01'", "null", "null")),
                refused(
                        "one outcome per person",
                        UNIQUE,
                        INDUCTION.formatted(
                                "date '2024-12-31'", "'fail'", "date '2025-01-01'", "date '2025-02-01'", "'pass'")),
                refused(
                        "an outcome ends an induction period",
                        CHECK,
                        INDUCTION.formatted("date '2024-12-31'", "null", "date '2025-01-01'", "null", "'pass'")));
    }

    private static Arguments refused(String rule, String state, String sql) {
        return Arguments.of(rule, state, sql);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("broken")
    void databaseUpholds(String rule, String state, String sql) {
        UUID ect = UUID.fromString(service.registeredEct(SchoolUpdates.newTrn()));

        Throwable refusal = catchThrowable(() -> service.sql(sql, ect));

        assertThat(Faults.sqlState(refusal)).as(rule).isEqualTo(state);
    }
}
