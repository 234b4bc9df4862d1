package uk.gov.education.training.schoolupdates.store;

import static org.assertj.core.api.Assertions.assertThat;
import static uk.gov.education.training.localstack.TestTimeouts.SOON;
import static uk.gov.education.training.schoolupdates.SchoolUpdates.DELIVERY_PARTNER;
import static uk.gov.education.training.schoolupdates.SchoolUpdates.LEAD_PROVIDER;
import static uk.gov.education.training.schoolupdates.SchoolUpdates.OTHER_DELIVERY_PARTNER;
import static uk.gov.education.training.schoolupdates.SchoolUpdates.OTHER_LEAD_PROVIDER;
import static uk.gov.education.training.schoolupdates.SchoolUpdates.OTHER_SCHOOL;
import static uk.gov.education.training.schoolupdates.SchoolUpdates.SCHOOL;
import static uk.gov.education.training.schoolupdates.store.Rows.ADA;
import static uk.gov.education.training.schoolupdates.store.Rows.FOR_EVER;
import static uk.gov.education.training.schoolupdates.store.Rows.GRACE;
import static uk.gov.education.training.schoolupdates.store.Rows.MARY;
import static uk.gov.education.training.schoolupdates.store.Rows.PROVIDER_LED;
import static uk.gov.education.training.schoolupdates.store.Rows.SCHOOL_LED;
import static uk.gov.education.training.schoolupdates.store.Rows.ada;
import static uk.gov.education.training.schoolupdates.store.Rows.id;
import static uk.gov.education.training.schoolupdates.store.Rows.mary;
import static uk.gov.education.training.schoolupdates.store.Rows.row;

import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.pgclient.PgException;
import jakarta.inject.Inject;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import uk.gov.education.training.localstack.TestInfrastructure;
import uk.gov.education.training.schoolupdates.SchoolUpdates;
import uk.gov.education.training.schoolupdates.store.Rows.Time;

/**
 * The invariants that the database enforces, whatever the code does. The numbers are those of domain.md section 1.3.
 */
@QuarkusTest
@WithTestResource(
        value = TestInfrastructure.class,
        initArgs = @ResourceArg(name = "database", value = "school_updates"))
class InvariantsIT {

    @Inject
    SchoolUpdates service;

    @Inject
    Pool pool;

    @BeforeEach
    void prepare() {
        service.prepare();
    }

    /** @param broken the violated constraint, or the SQL state if it has no name; null if none is violated */
    record Rule(String name, String broken, List<String> rows) {

        @Override
        public String toString() {
            return name;
        }
    }

    private static Rule refused(String name, String broken, String... rows) {
        return new Rule(name, broken, people(rows));
    }

    private static Rule allowed(String name, String... rows) {
        return new Rule(name, null, people(rows));
    }

    private static List<String> people(String... rows) {
        return Stream.concat(
                        Stream.of(
                                row("participants", id("ada"), 1, "9000001", "{}"),
                                row("participants", id("mary"), 1, "9000002", "{}"),
                                row("participants", id("grace"), 1, "9000003", "{}")),
                        Stream.of(rows))
                .toList();
    }

    private static String partnership(UUID leadProvider, String school, UUID deliveryPartner, int cohort) {
        return partnership("partnership", leadProvider, school, deliveryPartner, cohort);
    }

    private static String partnership(String name, UUID leadProvider, String school, UUID deliveryPartner, int cohort) {
        return row(
                "partnerships", id(name), leadProvider, "Ambition", school, deliveryPartner, cohort, 1, "2025-09-01");
    }

    private static String confirmed(UUID leadProvider, int cohort, UUID deliveryPartner) {
        return ADA.training(
                "one", PROVIDER_LED, leadProvider, cohort, "partnership", deliveryPartner, "2025-09-01", FOR_EVER);
    }

    private static String induction(String name, String from, String to, String outcome) {
        return row("induction_periods", id(name), id("ada"), from, to, outcome);
    }

    static Stream<Rule> rules() {
        return Stream.of(
                        people(),
                        periods(),
                        timesAtSchools(),
                        trainings(),
                        trainingContent(),
                        partnerships(),
                        mentorships(),
                        inductionPeriods())
                .flatMap(rules -> rules);
    }

    private static Stream<Rule> people() {
        return Stream.of(
                refused(
                        "a TRN is one person's",
                        "participants_trn_key",
                        row("participants", id("twin"), 1, "9000001", "{}")),
                refused(
                        "a TRN has seven digits",
                        "participants_trn_check",
                        row("participants", id("twin"), 1, "900000", "{}")),
                refused(
                        "a TRN from before a correction or a merge is one person's",
                        "trns_pkey",
                        row("participants", id("twin"), 1, "9000009", "{}"),
                        row("trns", "9000008", id("twin")),
                        row("trns", "9000008", id("ada"))),
                refused(
                        "a school period of an unknown participant",
                        "school_periods_participant_id_fkey",
                        new Time("time", "nobody", "ect", SCHOOL, "2025-09-01", FOR_EVER).row()),
                refused(
                        "a school is known",
                        "school_periods_school_urn_fkey",
                        ada("time", "999999", "2025-09-01", FOR_EVER).row()));
    }

    private static Stream<Rule> periods() {
        String noSuchRange = "22000";
        return Stream.of(
                refused(
                        "I1 no time at a school ends before it starts",
                        noSuchRange,
                        ada("time", SCHOOL, "2025-09-01", "2025-08-31").row()),
                refused(
                        "I1 no training ends before it starts",
                        noSuchRange,
                        ADA.row(),
                        ADA.training("one", "2025-10-01", "2025-09-30")),
                refused(
                        "I1 no mentorship ends before it starts",
                        noSuchRange,
                        ADA.row(),
                        ADA.mentorship("pair", "mary", "2025-10-01", "2025-09-30")),
                refused(
                        "I1 no induction period ends before it starts",
                        noSuchRange,
                        induction("first", "2025-10-01", "2025-09-30", null)),
                allowed(
                        "I1 a period may be of one day",
                        ada("time", SCHOOL, "2025-09-01", "2025-09-01").row()));
    }

    private static Stream<Rule> timesAtSchools() {
        String oneSchool = "one_school_at_a_time_as_an_ect";
        String oncePerSchool = "registered_once_per_school_and_role";
        return Stream.of(
                refused(
                        "I2 an ECT is at one school at a time",
                        oneSchool,
                        ADA.row(),
                        ada("there", OTHER_SCHOOL, "2026-01-01", FOR_EVER).row()),
                refused(
                        "I2 an ECT does not start where they are still on that day",
                        oneSchool,
                        ada("here", SCHOOL, "2025-09-01", "2025-12-18").row(),
                        ada("there", OTHER_SCHOOL, "2025-12-18", FOR_EVER).row()),
                refused(
                        "I2 an ECT does not stay until they are elsewhere on that day",
                        oneSchool,
                        ada("there", OTHER_SCHOOL, "2025-12-18", FOR_EVER).row(),
                        ada("here", SCHOOL, "2025-09-01", "2025-12-18").row()),
                refused(
                        "I2 an ECT is not elsewhere for a day",
                        oneSchool,
                        ADA.row(),
                        ada("there", OTHER_SCHOOL, "2025-12-18", "2025-12-18").row()),
                allowed(
                        "I2 an ECT starts on the day after they left",
                        ada("here", SCHOOL, "2025-09-01", "2025-12-18").row(),
                        ada("there", OTHER_SCHOOL, "2025-12-19", FOR_EVER).row()),
                allowed(
                        "I3 a mentor may be at two schools",
                        MARY.row(),
                        mary("there", OTHER_SCHOOL, "2025-09-01", FOR_EVER).row()),
                refused(
                        "I3 a mentor is not at one school twice",
                        oncePerSchool,
                        MARY.row(),
                        mary("again", SCHOOL, "2026-01-01", FOR_EVER).row()),
                refused(
                        "I3 a mentor does not come back before they are gone",
                        oncePerSchool,
                        mary("here", SCHOOL, "2025-09-01", "2025-12-18").row(),
                        mary("again", SCHOOL, "2025-12-18", FOR_EVER).row()),
                allowed(
                        "I3 a mentor may come back",
                        mary("here", SCHOOL, "2025-09-01", "2025-12-18").row(),
                        mary("again", SCHOOL, "2025-12-19", FOR_EVER).row()),
                allowed(
                        "I3 an ECT may be a mentor at the same school",
                        ADA.row(),
                        new Time("too", "ada", "mentor", SCHOOL, "2025-09-01", FOR_EVER).row()));
    }

    private static Stream<Rule> trainings() {
        String one = "one_training_at_a_time_in_a_role";
        String within = "training_is_within_the_school_period";
        Time elsewhere = mary("there", OTHER_SCHOOL, "2025-09-01", FOR_EVER);
        Time asMentor = new Time("too", "ada", "mentor", SCHOOL, "2025-09-01", FOR_EVER);
        Time untilChristmas = ada("here", SCHOOL, "2025-09-01", "2025-12-18");
        return Stream.of(
                refused(
                        "I4 one training at a time in a role",
                        one,
                        ADA.row(),
                        ADA.training("one", "2025-09-01", FOR_EVER),
                        ADA.training("two", "2026-01-01", FOR_EVER)),
                refused(
                        "I4 training does not begin on the day on which another ends",
                        one,
                        ADA.row(),
                        ADA.training("one", "2025-09-01", "2025-12-18"),
                        ADA.training("two", "2025-12-18", FOR_EVER)),
                refused(
                        "I4 training does not end on the day on which another begins",
                        one,
                        ADA.row(),
                        ADA.training("two", "2025-12-18", FOR_EVER),
                        ADA.training("one", "2025-09-01", "2025-12-18")),
                refused(
                        "I4 one day is training too",
                        one,
                        ADA.row(),
                        ADA.training("one", "2025-09-01", FOR_EVER),
                        ADA.training("two", "2025-12-18", "2025-12-18")),
                refused(
                        "I4 the same day is not two trainings",
                        one,
                        ADA.row(),
                        ADA.training("one", "2025-12-18", "2025-12-18"),
                        ADA.training("two", "2025-12-18", "2025-12-18")),
                allowed(
                        "I4 training begins on the day after another ended",
                        ADA.row(),
                        ADA.training("one", "2025-09-01", "2025-12-18"),
                        ADA.training("two", "2025-12-19", FOR_EVER)),
                refused(
                        "I4 a mentor at two schools is in one training",
                        one,
                        MARY.row(),
                        elsewhere.row(),
                        MARY.training("one", "2025-09-01", FOR_EVER),
                        elsewhere.training("two", "2026-01-01", FOR_EVER)),
                allowed(
                        "I4 an ECT may be in training as a mentor too",
                        ADA.row(),
                        asMentor.row(),
                        ADA.training("one", "2025-09-01", FOR_EVER),
                        asMentor.training("two", "2025-09-01", FOR_EVER)),
                refused(
                        "I5 training does not begin before the time at the school",
                        within,
                        ADA.row(),
                        ADA.training("one", "2025-08-31", FOR_EVER)),
                refused(
                        "I5 training does not go on after the time at the school",
                        within,
                        untilChristmas.row(),
                        untilChristmas.training("one", "2025-09-01", "2025-12-19")),
                refused(
                        "I5 training is open only where the time at the school is",
                        within,
                        untilChristmas.row(),
                        untilChristmas.training("one", "2025-09-01", FOR_EVER)),
                refused(
                        "I5 time at a school does not end before the training there",
                        "trainings_school_period_id_participant_id_role_school_urn__fkey",
                        ADA.row(),
                        ADA.training("one", "2025-09-01", FOR_EVER),
                        "update school_periods set finished_on = '2025-12-18' where id = '" + id("ada here") + "'"),
                refused(
                        "I5 training is in the role of the time at the school",
                        "trainings_school_period_id_participant_id_role_school_urn__fkey",
                        ADA.row(),
                        new Time("ada here", "ada", "mentor", SCHOOL, "2025-09-01", FOR_EVER)
                                .training("one", "2025-09-01", FOR_EVER)),
                refused(
                        "I5 nobody is trained in somebody else's time at a school",
                        "trainings_school_period_id_participant_id_role_school_urn__fkey",
                        ADA.row(),
                        new Time("ada here", "grace", "ect", SCHOOL, "2025-09-01", FOR_EVER)
                                .training("one", "2025-09-01", FOR_EVER)));
    }

    private static Stream<Rule> trainingContent() {
        String needed = "provider_led_training_has_a_lead_provider";
        String none = "school_led_training_has_no_lead_provider";
        return Stream.of(
                refused(
                        "I10 provider-led training has a lead provider",
                        needed,
                        ADA.row(),
                        ADA.training("one", PROVIDER_LED, null, 2025, null, null, "2025-09-01", FOR_EVER)),
                refused(
                        "I10 provider-led training has a cohort",
                        needed,
                        ADA.row(),
                        ADA.training("one", PROVIDER_LED, LEAD_PROVIDER, null, null, null, "2025-09-01", FOR_EVER)),
                refused(
                        "I10 a lead provider is known",
                        "trainings_lead_provider_id_fkey",
                        ADA.row(),
                        ADA.training("one", PROVIDER_LED, id("nobody"), 2025, null, null, "2025-09-01", FOR_EVER)),
                allowed(
                        "I11 an ECT's training may be school-led",
                        ADA.row(),
                        ADA.training("one", SCHOOL_LED, null, null, null, null, "2025-09-01", FOR_EVER)),
                refused(
                        "I11 school-led training has no lead provider",
                        none,
                        ADA.row(),
                        ADA.training("one", SCHOOL_LED, LEAD_PROVIDER, null, null, null, "2025-09-01", FOR_EVER)),
                refused(
                        "I11 school-led training has no cohort",
                        none,
                        ADA.row(),
                        ADA.training("one", SCHOOL_LED, null, 2025, null, null, "2025-09-01", FOR_EVER)),
                refused(
                        "I11 school-led training has no partnership",
                        none,
                        partnership(LEAD_PROVIDER, SCHOOL, DELIVERY_PARTNER, 2025),
                        ADA.row(),
                        ADA.training(
                                "one",
                                SCHOOL_LED,
                                null,
                                null,
                                "partnership",
                                DELIVERY_PARTNER,
                                "2025-09-01",
                                FOR_EVER)),
                refused(
                        "I11 a mentor's training is not school-led",
                        none,
                        MARY.row(),
                        MARY.training("one", SCHOOL_LED, null, null, null, null, "2025-09-01", FOR_EVER)),
                refused(
                        "I11 there is no third programme",
                        "trainings_programme_check",
                        ADA.row(),
                        ADA.training("one", "do_it_yourself", null, null, null, null, "2025-09-01", FOR_EVER)));
    }

    private static Stream<Rule> partnerships() {
        String agrees = "trainings_partnership_id_lead_provider_id_school_urn_cohor_fkey";
        return Stream.of(
                allowed(
                        "a partnership confirms training",
                        partnership(LEAD_PROVIDER, SCHOOL, DELIVERY_PARTNER, 2025),
                        ADA.row(),
                        confirmed(LEAD_PROVIDER, 2025, DELIVERY_PARTNER)),
                refused(
                        "I12 a partnership's cohort is the training's",
                        agrees,
                        partnership(LEAD_PROVIDER, SCHOOL, DELIVERY_PARTNER, 2025),
                        ADA.row(),
                        confirmed(LEAD_PROVIDER, 2024, DELIVERY_PARTNER)),
                refused(
                        "I13 a partnership's school is the training's",
                        agrees,
                        partnership(LEAD_PROVIDER, OTHER_SCHOOL, DELIVERY_PARTNER, 2025),
                        ADA.row(),
                        confirmed(LEAD_PROVIDER, 2025, DELIVERY_PARTNER)),
                refused(
                        "a partnership's lead provider is the training's",
                        agrees,
                        partnership(LEAD_PROVIDER, SCHOOL, DELIVERY_PARTNER, 2025),
                        ADA.row(),
                        confirmed(OTHER_LEAD_PROVIDER, 2025, DELIVERY_PARTNER)),
                refused(
                        "a partnership's delivery partner is the training's",
                        agrees,
                        partnership(LEAD_PROVIDER, SCHOOL, DELIVERY_PARTNER, 2025),
                        ADA.row(),
                        confirmed(LEAD_PROVIDER, 2025, OTHER_DELIVERY_PARTNER)),
                refused(
                        "a partnership does not change without the training that it confirmed",
                        agrees,
                        partnership(LEAD_PROVIDER, SCHOOL, DELIVERY_PARTNER, 2025),
                        ADA.row(),
                        confirmed(LEAD_PROVIDER, 2025, DELIVERY_PARTNER),
                        "update partnerships set delivery_partner_id = '" + OTHER_DELIVERY_PARTNER + "' where id = '"
                                + id("partnership") + "'"),
                refused(
                        "confirmed training has a delivery partner",
                        "partnership_has_a_delivery_partner",
                        partnership(LEAD_PROVIDER, SCHOOL, DELIVERY_PARTNER, 2025),
                        ADA.row(),
                        confirmed(LEAD_PROVIDER, 2025, null)),
                refused(
                        "there are no two partnerships of the same four",
                        "partnerships_school_urn_lead_provider_id_delivery_partner_i_key",
                        partnership(LEAD_PROVIDER, SCHOOL, DELIVERY_PARTNER, 2025),
                        partnership("again", LEAD_PROVIDER, SCHOOL, DELIVERY_PARTNER, 2025)));
    }

    private static Stream<Rule> mentorships() {
        String one = "one_mentor_at_a_time";
        String both = "both_participants_have_the_same_mentorship";
        String within = "mentorship_is_within_the_school_period";
        String place = "mentorships_school_period_id_participant_id_role_school_ur_fkey";
        Time ruth = new Time("ruth here", "grace", "mentor", SCHOOL, "2025-09-01", FOR_EVER);
        Time maryElsewhere = mary("there", OTHER_SCHOOL, "2025-09-01", FOR_EVER);
        Time adaUntilChristmas = ada("ada here", SCHOOL, "2025-09-01", "2025-12-18");
        return Stream.of(
                allowed("both people carry a mentorship", pair("pair", ADA, MARY, "2025-09-01", FOR_EVER)),
                refused(
                        "both people carry a mentorship, not one",
                        both,
                        rows(ADA, MARY, ADA.mentorship("pair", "mary", "2025-09-01", FOR_EVER))),
                refused(
                        "both people carry the same days of a mentorship",
                        both,
                        rows(
                                ADA,
                                MARY,
                                ADA.mentorship("pair", "mary", "2025-09-01", FOR_EVER),
                                MARY.mentorship("pair", "ada", "2025-09-02", FOR_EVER))),
                refused(
                        "both people carry a mentorship with each other",
                        both,
                        rows(
                                ADA,
                                MARY,
                                ADA.mentorship("pair", "mary", "2025-09-01", FOR_EVER),
                                MARY.mentorship("pair", "grace", "2025-09-01", FOR_EVER))),
                refused(
                        "I6 one mentor at a time",
                        one,
                        both(
                                pair("pair", ADA, MARY, "2025-09-01", FOR_EVER),
                                pair("next", ADA, ruth, "2026-01-01", FOR_EVER))),
                refused(
                        "I6 no mentor begins on the day on which another ends",
                        one,
                        both(
                                pair("pair", ADA, MARY, "2025-09-01", "2025-12-18"),
                                pair("next", ADA, ruth, "2025-12-18", FOR_EVER))),
                refused(
                        "I6 no mentor ends on the day on which another begins",
                        one,
                        both(
                                pair("next", ADA, ruth, "2025-12-18", FOR_EVER),
                                pair("pair", ADA, MARY, "2025-09-01", "2025-12-18"))),
                refused(
                        "I6 a mentor for a day is one too",
                        one,
                        both(
                                pair("pair", ADA, MARY, "2025-09-01", FOR_EVER),
                                pair("next", ADA, ruth, "2025-12-18", "2025-12-18"))),
                allowed(
                        "I6 a mentor begins on the day after another ended",
                        both(
                                pair("pair", ADA, MARY, "2025-09-01", "2025-12-18"),
                                pair("next", ADA, ruth, "2025-12-19", FOR_EVER))),
                allowed(
                        "I6 a mentor may have several ECTs",
                        both(
                                pair("pair", ADA, MARY, "2025-09-01", FOR_EVER),
                                pair("other", GRACE, MARY, "2025-09-01", FOR_EVER))),
                refused(
                        "I7 nobody mentors themselves",
                        "mentorships_check",
                        rows(ADA, MARY, ADA.mentorship("pair", "ada", "2025-09-01", FOR_EVER))),
                refused(
                        "I7 a mentorship does not begin before the time at the school",
                        within,
                        pair("pair", ADA, MARY, "2025-08-31", FOR_EVER)),
                refused(
                        "I7 a mentorship does not go on after the time at the school",
                        within,
                        pair("pair", adaUntilChristmas, MARY, "2025-09-01", "2025-12-19")),
                refused(
                        "I7 time at a school does not end before the mentorship there",
                        place,
                        both(
                                pair("pair", ADA, MARY, "2025-09-01", FOR_EVER),
                                "update school_periods set finished_on = '2025-12-18' where id = '" + id("mary here")
                                        + "'")),
                refused(
                        "I7 a mentorship is where both are",
                        both,
                        pair("pair", ADA, maryElsewhere, "2025-09-01", FOR_EVER)),
                refused(
                        "I7 a mentorship is where the mentor is",
                        place,
                        rows(
                                ADA,
                                maryElsewhere,
                                ADA.mentorship("pair", "mary", "2025-09-01", FOR_EVER),
                                mary("there", SCHOOL, "2025-09-01", FOR_EVER)
                                        .mentorship("pair", "ada", "2025-09-01", FOR_EVER))),
                refused(
                        "I7 only a mentor mentors",
                        place,
                        rows(
                                ADA,
                                GRACE,
                                ADA.mentorship("pair", "grace", "2025-09-01", FOR_EVER),
                                new Time("grace here", "grace", "mentor", SCHOOL, "2025-09-01", FOR_EVER)
                                        .mentorship("pair", "ada", "2025-09-01", FOR_EVER))));
    }

    private static String[] rows(Time one, Time other, String... rows) {
        return both(new String[] {one.row(), other.row()}, rows);
    }

    /** Returns the rows of two participants at a school with a mentorship. */
    private static String[] pair(String name, Time ect, Time mentor, String from, String to) {
        return rows(
                ect,
                mentor,
                ect.mentorship(name, mentor.participant(), from, to),
                mentor.mentorship(name, ect.participant(), from, to));
    }

    /** Combines rows, and inserts those that occur in both once. */
    private static String[] both(String[] some, String... others) {
        return Stream.concat(Stream.of(some), Stream.of(others)).distinct().toArray(String[]::new);
    }

    private static Stream<Rule> inductionPeriods() {
        String one = "one_induction_period_at_a_time";
        return Stream.of(
                refused(
                        "I8 one induction period at a time",
                        one,
                        induction("first", "2025-09-01", FOR_EVER, null),
                        induction("second", "2026-01-01", FOR_EVER, null)),
                refused(
                        "I8 no induction period begins on the day on which another ends",
                        one,
                        induction("first", "2025-09-01", "2025-12-18", null),
                        induction("second", "2025-12-18", FOR_EVER, null)),
                refused(
                        "I8 no induction period ends on the day on which another begins",
                        one,
                        induction("second", "2025-12-18", FOR_EVER, null),
                        induction("first", "2025-09-01", "2025-12-18", null)),
                refused(
                        "I8 a day of induction counts",
                        one,
                        induction("first", "2025-09-01", FOR_EVER, null),
                        induction("second", "2025-12-18", "2025-12-18", null)),
                allowed(
                        "I8 induction goes on on the day after a release",
                        induction("first", "2025-09-01", "2025-12-18", null),
                        induction("second", "2025-12-19", "2026-07-17", "pass")),
                refused(
                        "I8 one outcome per person",
                        "one_outcome_per_person",
                        induction("first", "2025-09-01", "2025-12-18", "fail"),
                        induction("second", "2026-01-01", "2026-07-17", "pass")),
                refused(
                        "I8 an outcome ends an induction period",
                        "outcome_ends_an_induction_period",
                        induction("first", "2025-09-01", FOR_EVER, "pass")),
                refused(
                        "I8 an outcome is pass or fail",
                        "induction_periods_outcome_check",
                        induction("first", "2025-09-01", "2025-12-18", "distinction")));
    }

    @ParameterizedTest
    @MethodSource("rules")
    void databaseEnforces(Rule rule) {
        assertThat(brokenBy(rule.rows())).isEqualTo(rule.broken());
    }

    /** Returns the constraint that the rows violate, if any. The rows are never committed. */
    private String brokenBy(List<String> rows) {
        var connection = pool.getConnection().await().atMost(SOON);
        try {
            var transaction = connection.begin().await().atMost(SOON);
            try {
                for (String row : rows) {
                    connection.query(row).execute().await().atMost(SOON);
                }
                connection
                        .query("set constraints all immediate")
                        .execute()
                        .await()
                        .atMost(SOON);
                return null;
            } catch (PgException refused) {
                return refused.getConstraint() == null ? refused.getSqlState() : refused.getConstraint();
            } finally {
                transaction.rollback().await().atMost(SOON);
            }
        } finally {
            connection.closeAndAwait();
        }
    }
}
