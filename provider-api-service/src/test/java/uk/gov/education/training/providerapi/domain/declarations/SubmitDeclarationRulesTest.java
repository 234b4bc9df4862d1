package uk.gov.education.training.providerapi.domain.declarations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;
import static uk.gov.education.training.events.DeclarationType.COMPLETED;
import static uk.gov.education.training.events.DeclarationType.EXTENDED_1;
import static uk.gov.education.training.events.DeclarationType.RETAINED_1;
import static uk.gov.education.training.events.DeclarationType.RETAINED_2;
import static uk.gov.education.training.events.DeclarationType.RETAINED_3;
import static uk.gov.education.training.events.DeclarationType.STARTED;
import static uk.gov.education.training.providerapi.domain.ParticipantFactsFixture.AMBER;
import static uk.gov.education.training.providerapi.domain.ParticipantFactsFixture.ASHDOWN;
import static uk.gov.education.training.providerapi.domain.ParticipantFactsFixture.ASHDOWN_PERIOD;
import static uk.gov.education.training.providerapi.domain.ParticipantFactsFixture.BRACKEN;
import static uk.gov.education.training.providerapi.domain.ParticipantFactsFixture.MENTOR_PERIOD;
import static uk.gov.education.training.providerapi.domain.ParticipantFactsFixture.OAKFIELD;
import static uk.gov.education.training.providerapi.domain.ParticipantFactsFixture.OAKFIELD_PERIOD;
import static uk.gov.education.training.providerapi.domain.ParticipantFactsFixture.PRIYA;
import static uk.gov.education.training.providerapi.domain.ParticipantFactsFixture.TOMASZ;
import static uk.gov.education.training.providerapi.domain.ParticipantFactsFixture.ZADIE;
import static uk.gov.education.training.providerapi.domain.ParticipantFactsFixture.date;
import static uk.gov.education.training.providerapi.domain.ParticipantFactsFixture.id;
import static uk.gov.education.training.providerapi.domain.ParticipantFactsFixture.statement;
import static uk.gov.education.training.providerapi.domain.VerdictAssertions.accepted;
import static uk.gov.education.training.testsupport.ContractPeriodFixtures.contractPeriod;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import uk.gov.education.training.events.ContractPeriod;
import uk.gov.education.training.events.ContractPeriod.Milestone;
import uk.gov.education.training.events.ContractPeriod.Schedule;
import uk.gov.education.training.events.DeclarationChange.DeclarationSubmitted;
import uk.gov.education.training.events.DeclarationType;
import uk.gov.education.training.events.Declarations.Declaration;
import uk.gov.education.training.events.FundingPosition.DeclarationState;
import uk.gov.education.training.events.FundingPosition.RoleFunding;
import uk.gov.education.training.events.Participant.CohortReason;
import uk.gov.education.training.events.Role;
import uk.gov.education.training.events.Statement;
import uk.gov.education.training.events.Statement.FeeType;
import uk.gov.education.training.events.TrainingReports.CohortMove;
import uk.gov.education.training.events.TrainingReports.TrainingStatus;
import uk.gov.education.training.platform.rules.Reason;
import uk.gov.education.training.platform.rules.Verdict;
import uk.gov.education.training.providerapi.domain.ParticipantFactsFixture;
import uk.gov.education.training.providerapi.domain.VerdictAssertions;
import uk.gov.education.training.providerapi.domain.declarations.DeclarationOutcome.Changed;
import uk.gov.education.training.providerapi.domain.declarations.DeclarationOutcome.SubmittedJustNow;

/** Tests declarations about Priya, mostly as an ECT of cohort 2025 at Oakfield whom Amber trains. */
class SubmitDeclarationRulesTest {

    private static final Instant AT = Instant.parse("2026-02-16T10:12:45.123456Z");
    private static final Submission SUBMISSION =
            new Submission(id(900), AMBER, AT, Instant.parse("2026-11-24T08:00:00Z"));
    private static final String DATE = "2025-10-06T09:00:00Z";
    private static final String ATTENDED = "training-event-attended";
    private static final String ENGAGED = "75-percent-engagement-met";

    private static final List<String> USUAL =
            List.of("started", "retained-1", "retained-2", "retained-3", "retained-4", "completed");
    private static final List<String> EXTENDED = Stream.concat(
                    USUAL.stream(), Stream.of("extended-1", "extended-2", "extended-3"))
            .toList();

    /**
     * Real contract periods: consecutive windows until 2024; open windows, mentor funding and detailed evidence from
     * 2025.
     */
    private static final List<ContractPeriod> CATALOGUE = List.of(
            period(2022, null),
            period(2024, null),
            period(2025, null),
            period(2026, null),
            // closed
            period(2021, Instant.parse("2025-06-16T00:00:00Z")));

    private static ContractPeriod period(int year, @Nullable Instant frozenAt) {
        return contractPeriod(year)
                .withPaymentsFrozenAt(frozenAt)
                .withMentorFundingEnabled(year >= 2025)
                .withDetailedEvidenceTypesEnabled(year >= 2025)
                .withUpliftFeesEnabled(year < 2025)
                .withSchedules(List.of(
                        new Schedule("ecf-standard-september", year == 2024 ? windowsOf2024() : open(USUAL, year)),
                        new Schedule("ecf-reduced-september", open(USUAL, year)),
                        new Schedule("ecf-replacement-september", open(USUAL, year)),
                        new Schedule("ecf-extended-september", open(EXTENDED, year))));
    }

    private static List<Milestone> open(List<String> types, int year) {
        return types.stream()
                .map(type -> new Milestone(type, LocalDate.of(year, 6, 1), null))
                .toList();
    }

    private static List<Milestone> windowsOf2024() {
        return List.of(
                new Milestone("started", date("2024-06-01"), date("2024-12-31")),
                new Milestone("retained-1", date("2025-01-01"), date("2025-03-31")),
                new Milestone("retained-2", date("2025-04-01"), date("2025-07-31")),
                new Milestone("retained-3", date("2025-08-01"), date("2025-12-31")),
                new Milestone("retained-4", date("2026-01-01"), date("2026-03-31")),
                new Milestone("completed", date("2026-04-01"), date("2026-07-31")));
    }

    private static final DeclarationContext CONTEXT = new DeclarationContext(CATALOGUE, List.of(), Set.of());

    private static ParticipantFactsFixture inTraining() {
        return ParticipantFactsFixture.ect().trainedBy(AMBER, "2025-09-01", null);
    }

    private static ParticipantFactsFixture mentor(int cohort, @Nullable String schedule) {
        ParticipantFactsFixture given = new ParticipantFactsFixture()
                .at(MENTOR_PERIOD, Role.MENTOR, OAKFIELD, "2025-09-01")
                .training(AMBER, MENTOR_PERIOD, "2025-09-01", null, true)
                .scheduled();
        return on(given, cohort, schedule);
    }

    private static ParticipantFactsFixture on(ParticipantFactsFixture given, int cohort, @Nullable String schedule) {
        ParticipantFactsFixture in = given.inCohort(cohort, CohortReason.STANDARD);
        return schedule == null
                ? in
                : in.rescheduled(cohort, schedule, id(30), CohortMove.SAME_COHORT, "2025-09-02T08:00:00Z");
    }

    private static DeclarationRequest request(
            @Nullable Role role, @Nullable String type, @Nullable String date, @Nullable String evidence) {
        return new DeclarationRequest(PRIYA.toString(), role, type, date, evidence);
    }

    /** A request with valid evidence. */
    private static DeclarationRequest ect(DeclarationType type, String date) {
        return request(Role.ECT, type.wireName(), date, evidence(type));
    }

    private static DeclarationRequest mentor(DeclarationType type, String date) {
        return request(Role.MENTOR, type.wireName(), date, evidence(type));
    }

    private static String evidence(DeclarationType type) {
        return type == RETAINED_2 || type == COMPLETED ? ENGAGED : ATTENDED;
    }

    private static Verdict<DeclarationOutcome> declare(
            ParticipantFactsFixture given, DeclarationRequest request, DeclarationContext context) {
        return SubmitDeclarationRules.decide(SUBMISSION, Optional.of(given.facts()), request, context);
    }

    private static Verdict<DeclarationOutcome> declare(ParticipantFactsFixture given, DeclarationRequest request) {
        return declare(given, request, CONTEXT);
    }

    private static List<String> fields(Verdict<DeclarationOutcome> verdict) {
        return reasons(verdict).stream().map(Reason::field).toList();
    }

    private static List<Reason> reasons(Verdict<DeclarationOutcome> verdict) {
        List<Reason> reasons = VerdictAssertions.reasons(verdict);
        assertThat(reasons).isNotEmpty().allSatisfy(reason -> assertThat(reason.detail())
                .isNotBlank());
        return reasons;
    }

    /** The fields of the reasons; empty if accepted. */
    private static String outcome(Verdict<DeclarationOutcome> verdict) {
        return verdict instanceof Verdict.Accepted<DeclarationOutcome>(Changed _)
                ? "accepted"
                : String.join("+", fields(verdict));
    }

    private static Declaration declaration(Verdict<DeclarationOutcome> verdict) {
        assertThat(accepted(verdict)).isInstanceOf(Changed.class);
        return ((Changed) accepted(verdict)).declarations().declarations().getLast();
    }

    // accepted

    @Test
    void declarationIsStoredAsSubmitted() {
        ParticipantFactsFixture given =
                inTraining().mentoredBy(TOMASZ, "2025-09-01", null).declared(AMBER, STARTED, DATE);
        UUID training = id(100);
        Instant moment = Instant.parse("2026-01-12T15:30:00Z");

        Verdict<DeclarationOutcome> verdict = declare(given, ect(RETAINED_1, "2026-01-12T15:30:00Z"));

        Declaration declared = new Declaration(
                id(900),
                training,
                AMBER,
                Role.ECT,
                2025,
                "ecf-standard-september",
                RETAINED_1,
                moment,
                ATTENDED,
                TOMASZ,
                id(40),
                false,
                false,
                AT,
                SUBMISSION.createdAt(),
                null);
        assertThat(accepted(verdict))
                .isEqualTo(new Changed(
                        id(900),
                        new DeclarationSubmitted(id(900), training, AMBER, Role.ECT, RETAINED_1, moment),
                        given.facts().declarations().with(declared)));
    }

    @Test
    void earlierTypesNeedNotHaveBeenDeclared() {
        assertThat(accepted(declare(inTraining(), ect(RETAINED_3, DATE)))).isInstanceOf(Changed.class);
    }

    // which training: the latest started one of this provider and role

    private static UUID trainingOf(Verdict<DeclarationOutcome> verdict) {
        return declaration(verdict).trainingId();
    }

    @Test
    void latestTrainingIsDeclaredForWhateverTheDate() {
        ParticipantFactsFixture moved = ParticipantFactsFixture.ect()
                .trainedBy(AMBER, "2025-06-01", "2025-12-31")
                .at(ASHDOWN_PERIOD, Role.ECT, ASHDOWN, "2026-01-05")
                .training(AMBER, ASHDOWN_PERIOD, "2026-01-05", null, true)
                .scheduled();

        assertThat(trainingOf(declare(moved, ect(STARTED, DATE)))).isEqualTo(id(101));
    }

    @Test
    void futureTrainingCanBeDeclaredFor() {
        ParticipantFactsFixture joining = ParticipantFactsFixture.ect()
                .trainedBy(AMBER, "2025-06-01", "2025-12-31")
                .trainedBy(AMBER, "2026-04-13", null)
                .inCohort(2026, CohortReason.CARRIED_OVER);

        // Uses its schedule, which begins in June 2026.
        assertThat(fields(declare(joining, ect(STARTED, DATE)))).containsExactly("declaration_date");
    }

    @Test
    void endedTrainingCanBeDeclaredForEvenOnLaterDays() {
        ParticipantFactsFixture left = ParticipantFactsFixture.ect().trainedBy(AMBER, "2025-09-01", "2025-12-31");

        assertThat(trainingOf(declare(left, ect(STARTED, "2026-02-01T09:00:00Z"))))
                .isEqualTo(id(100));
    }

    @Test
    void deferredTrainingCanBeDeclaredFor() {
        ParticipantFactsFixture deferred =
                inTraining().reported(TrainingStatus.DEFERRED, "other", "2025-11-01T09:00:00Z");

        assertThat(accepted(declare(deferred, ect(STARTED, "2026-02-01T09:00:00Z"))))
                .isInstanceOf(Changed.class);
    }

    @Test
    void anotherProvidersLaterTrainingIsIgnored() {
        ParticipantFactsFixture moved = ParticipantFactsFixture.ect()
                .trainedBy(AMBER, "2025-09-01", "2025-12-31")
                .trainedBy(BRACKEN, "2026-01-01", null);

        assertThat(trainingOf(declare(moved, ect(STARTED, DATE)))).isEqualTo(id(100));
    }

    @Test
    void unconfirmedTrainingCannotBeDeclaredFor() {
        ParticipantFactsFixture interested = ParticipantFactsFixture.ect()
                .trainedBy(AMBER, "2025-09-01", "2025-12-31")
                .training(AMBER, OAKFIELD_PERIOD, "2026-01-05", null, false);

        assertThat(trainingOf(declare(interested, ect(STARTED, DATE)))).isEqualTo(id(100));
    }

    @Test
    void movedTrainingSetsCohortScheduleAndDeliveryPartner() {
        ParticipantFactsFixture moved = inTraining()
                .rescheduled(2024, "ecf-extended-september", id(5024), CohortMove.OTHER_COHORT, "2025-11-01T08:00:00Z")
                .through(id(5024), id(44));

        Declaration declared = declaration(declare(moved, ect(EXTENDED_1, DATE)));

        assertThat(List.of(declared.cohort(), declared.scheduleIdentifier(), declared.deliveryPartnerId()))
                .isEqualTo(List.of(2024, "ecf-extended-september", id(44)));
    }

    @Test
    void trainingWithoutAScheduleCannotBeDeclaredFor() {
        ParticipantFactsFixture unknownCohort = inTraining().inCohort(2031, CohortReason.STANDARD);

        assertThat(fields(declare(unknownCohort, ect(STARTED, DATE)))).containsExactly("participant_id");
    }

    // the mentor at the time

    @ParameterizedTest
    @CsvSource({
        "2025-06-15T09:00:00Z, TOMASZ",
        "2025-09-01T09:00:00Z, TOMASZ",
        "2025-12-31T23:59:59Z, TOMASZ",
        "2026-01-05T09:00:00Z, TOMASZ",
        "2026-01-06T09:00:00Z, ZADIE",
        "2026-01-10T09:00:00Z, ZADIE",
        "2026-02-15T09:00:00Z, ZADIE",
    })
    void mentorshipNearestToTheDateSetsTheMentor(String date, String mentor) {
        ParticipantFactsFixture given =
                inTraining().mentoredBy(TOMASZ, "2025-09-01", "2025-12-31").mentoredBy(ZADIE, "2026-01-10", null);

        assertThat(declaration(declare(given, ect(STARTED, date))).mentorId())
                .isEqualTo(mentor.equals("TOMASZ") ? TOMASZ : ZADIE);
    }

    @Test
    void ectWhoNeverHadAMentorIsDeclaredWithoutOne() {
        assertThat(declaration(declare(inTraining(), ect(STARTED, DATE))).mentorId())
                .isNull();
    }

    @Test
    void declarationAboutAMentorNamesNoMentor() {
        ParticipantFactsFixture both = mentor(2025, null).mentoredBy(TOMASZ, "2025-09-01", null);

        assertThat(declaration(declare(both, mentor(STARTED, DATE))).mentorId()).isNull();
    }

    // checks 1 to 8 and 22: who and in which role

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {"-", "''", "' '", "3f6f", "00000000-0000-4000-8000-000000000099"})
    void participantMustBeGivenAndExist(@Nullable String participantId) {
        DeclarationRequest request = new DeclarationRequest(participantId, null, null, null, null);

        assertThat(fields(SubmitDeclarationRules.decide(SUBMISSION, Optional.empty(), request, CONTEXT)))
                .containsExactly("participant_id");
    }

    @Test
    void courseIsCheckedBeforeAnythingElse() {
        assertThat(fields(declare(inTraining(), request(null, null, null, null))))
                .containsExactly("course_identifier");
    }

    @ParameterizedTest
    @CsvSource({"ECT", "MENTOR"})
    void courseMustBeOneInWhichTheProviderTrainsTheParticipant(Role role) {
        ParticipantFactsFixture given = role == Role.ECT ? mentor(2025, null) : inTraining();

        assertThat(fields(declare(given, request(role, "started", DATE, ATTENDED))))
                .containsExactly("course_identifier");
    }

    @Test
    void participantWhomTheProviderNeverTrainedCannotBeDeclaredFor() {
        assertThat(fields(declare(
                        ParticipantFactsFixture.ect().trainedBy(BRACKEN, "2025-09-01", null), ect(STARTED, DATE))))
                .containsExactly("participant_id");
    }

    @Test
    void expressionOfInterestIsNotTraining() {
        ParticipantFactsFixture interested = ParticipantFactsFixture.ect()
                .training(AMBER, OAKFIELD_PERIOD, "2025-09-01", null, false)
                .scheduled();

        assertThat(fields(declare(interested, ect(STARTED, DATE)))).containsExactly("participant_id");
    }

    // checks 9 and 10: the type

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {"-", "''", "' '", "retained", "retained_1", "STARTED", "' started'", "retained-5", "extended-0"})
    void typeMustBeOneOfTheNine(@Nullable String type) {
        assertThat(fields(declare(inTraining(), request(Role.ECT, type, DATE, ATTENDED))))
                .containsExactly("declaration_type");
    }

    // checks 15 and 20: which types are permitted

    @ParameterizedTest(name = "{0} {1} {2}")
    @CsvSource({
        "ECT, 2025, ecf-standard-september, started retained-1 retained-2 retained-3 retained-4 completed",
        "ECT, 2025, ecf-reduced-september, started retained-1 retained-2 retained-3 retained-4 completed",
        "ECT, 2025, ecf-extended-september, started retained-1 retained-2 retained-3 retained-4 completed extended-1"
                + " extended-2 extended-3",
        "ECT, 2022, ecf-standard-september, started retained-1 retained-2 retained-3 retained-4 completed",
        "ECT, 2022, ecf-extended-september, started retained-1 retained-2 retained-3 retained-4 completed extended-1"
                + " extended-2 extended-3",
        "MENTOR, 2022, ecf-replacement-september, started retained-1 retained-2 retained-3 retained-4 completed",
        "MENTOR, 2022, ecf-extended-september, started retained-1 retained-2 retained-3 retained-4 completed extended-1"
                + " extended-2 extended-3",
        "MENTOR, 2025, ecf-standard-september, started completed",
        "MENTOR, 2025, ecf-replacement-september, started completed",
        "MENTOR, 2025, ecf-extended-september, started completed",
    })
    void typesArePermittedByTheScheduleAndOfMentorsByTheCohort(
            Role role, int cohort, String schedule, String permitted) {
        ParticipantFactsFixture given =
                role == Role.ECT ? on(inTraining(), cohort, schedule) : mentor(cohort, schedule);

        for (DeclarationType type : DeclarationType.values()) {
            DeclarationRequest request = request(role, type.wireName(), DATE, cohort < 2025 ? "other" : evidence(type));
            assertThat(outcome(declare(given, request)))
                    .as(type.wireName())
                    .isEqualTo(
                            List.of(permitted.split(" ")).contains(type.wireName()) ? "accepted" : "declaration_type");
        }
    }

    // check 13: the milestone's window

    @ParameterizedTest
    @CsvSource({
        "STARTED, 2024-05-31T22:59:59.999Z, false",
        "STARTED, 2024-05-31T23:00:00Z, true",
        "STARTED, 2024-06-01T00:00:00+01:00, true",
        "STARTED, 2024-05-31T23:59:59+01:00, false",
        "STARTED, 2024-12-31T23:59:59.999999Z, true",
        "STARTED, 2025-01-01T00:00:00Z, false",
        "RETAINED_1, 2024-12-31T23:59:59Z, false",
        "RETAINED_1, 2025-01-01T00:00:00Z, true",
        "RETAINED_1, 2025-03-31T22:59:59Z, true",
        "RETAINED_1, 2025-03-31T23:00:00Z, false",
        "RETAINED_1, 2025-03-31T23:59:59, true",
        "RETAINED_1, 2025-04-01T00:00:00, false",
        "RETAINED_2, 2025-03-31T23:00:00Z, true",
        "RETAINED_2, 2025-07-31T22:59:59Z, true",
        "RETAINED_2, 2025-07-31T23:00:00Z, false",
        "RETAINED_3, 2025-07-31T23:00:00Z, true",
        "COMPLETED, 2026-02-16T10:00:00Z, false",
    })
    void windowIncludesItsFirstAndLastLondonDay(DeclarationType type, String date, boolean inside) {
        ParticipantFactsFixture in2024 = inTraining().inCohort(2024, CohortReason.STANDARD);

        assertThat(outcome(declare(in2024, simple(type, date)))).isEqualTo(inside ? "accepted" : "declaration_date");
    }

    private static DeclarationRequest simple(DeclarationType type, String date) {
        return request(Role.ECT, type.wireName(), date, "other");
    }

    @ParameterizedTest
    @CsvSource({"2025-05-31T22:59:59Z, false", "2025-05-31T23:00:00Z, true", "2026-02-16T10:12:45Z, true"})
    void windowWithoutALastDayStaysOpen(String date, boolean inside) {
        assertThat(outcome(declare(inTraining(), ect(STARTED, date))))
                .isEqualTo(inside ? "accepted" : "declaration_date");
    }

    // checks 7, 12 and 14: the date

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "-",
                "''",
                "' '",
                "yesterday",
                "2025-10-06",
                "2025-10-06T09:00",
                "2025-10-06T09:00Z",
                "2025-10-06 09:00:00Z",
                "06/10/2025",
                "20251006T090000Z",
                "2025-13-06T09:00:00Z",
                "2025-09-31T09:00:00Z",
                "2025-10-06T24:00:00Z",
                "2025-10-06T09:60:00Z",
                "2025-10-06T09:00:00+0100",
                "2025-10-06T09:00:00.Z",
                "2025-10-06T09:00:00+01:00[Europe/London]",
                "' 2025-10-06T09:00:00Z'",
                "1759741200",
                "true",
            })
    void dateMustBeAnRfc3339DateTime(@Nullable String date) {
        assertThat(fields(declare(inTraining(), request(Role.ECT, "started", date, ATTENDED))))
                .containsExactly("declaration_date");
    }

    @ParameterizedTest
    @CsvSource({
        "2025-10-06T09:00:00Z, 2025-10-06T09:00:00Z",
        "2025-10-06T09:00:00.123Z, 2025-10-06T09:00:00.123Z",
        "'2025-10-06T09:00:00,5Z', 2025-10-06T09:00:00.5Z",
        "2025-10-06T09:00:00+01:00, 2025-10-06T08:00:00Z",
        "2025-10-06T09:00:00-05:30, 2025-10-06T14:30:00Z",
        "2025-10-06T09:00:00, 2025-10-06T08:00:00Z",
        "2025-12-06T09:00:00, 2025-12-06T09:00:00Z",
    })
    void dateWithoutAnOffsetIsLondonTime(String date, String moment) {
        assertThat(declaration(declare(inTraining(), ect(STARTED, date))).declarationDate())
                .isEqualTo(Instant.parse(moment));
    }

    @ParameterizedTest
    @CsvSource({
        "2026-02-16T10:12:45.123456Z, accepted",
        "2026-02-16T10:12:45.123457Z, declaration_date",
        "2026-02-16T11:12:45+01:00, accepted",
        "2026-02-17T00:00:00Z, declaration_date",
    })
    void dateCanBeNowButNotLater(String date, String outcome) {
        assertThat(outcome(declare(inTraining(), ect(STARTED, date)))).isEqualTo(outcome);
    }

    @ParameterizedTest
    @ValueSource(strings = {"9999-12-31T23:59:59Z", "3000-01-01T00:00:00Z", "0999-01-01T00:00:00Z"})
    void dateOfAnyYearIsReadAsADate(String date) {
        assertThat(reasons(declare(inTraining(), ect(STARTED, date))))
                .singleElement()
                .satisfies(reason -> assertThat(reason.field()).isEqualTo("declaration_date"))
                .satisfies(reason -> assertThat(reason.detail()).doesNotContain("RFC 3339"));
    }

    // check 11: one live declaration for each person, role and type

    @ParameterizedTest
    @EnumSource(DeclarationState.class)
    void typeIsDeclaredOnceInAnyStateUntilItIsVoided(DeclarationState state) {
        ParticipantFactsFixture declared =
                inTraining().declared(AMBER, STARTED, DATE).settled(state, id(60), null);
        DeclarationContext known = new DeclarationContext(CATALOGUE, List.of(), Set.of(id(500)));

        assertThat(fields(declare(declared, ect(STARTED, DATE), known))).containsExactly("declaration_type");
        assertThat(accepted(declare(declared.voided(), ect(STARTED, DATE), known)))
                .isInstanceOf(Changed.class);
    }

    @Test
    void anotherProvidersDeclarationAtAnotherSchoolInAnotherCohortCounts() {
        ParticipantFactsFixture moved = ParticipantFactsFixture.ect()
                .trainedBy(BRACKEN, "2024-09-01", "2025-08-31")
                .inCohort(2024, CohortReason.STANDARD)
                .declared(BRACKEN, STARTED, "2024-10-01T09:00:00Z")
                .at(ASHDOWN_PERIOD, Role.ECT, ASHDOWN, "2025-09-01")
                .training(AMBER, ASHDOWN_PERIOD, "2025-09-01", null, true)
                .scheduled();

        assertThat(fields(declare(moved, ect(STARTED, DATE)))).containsExactly("declaration_type");
        assertThat(accepted(declare(moved, ect(RETAINED_1, DATE)))).isInstanceOf(Changed.class);
        assertThat(accepted(declare(moved.voided(), ect(STARTED, DATE)))).isInstanceOf(Changed.class);
    }

    @Test
    void ownDeclarationForEarlierTrainingCounts() {
        ParticipantFactsFixture again = ParticipantFactsFixture.ect()
                .trainedBy(AMBER, "2025-09-01", "2025-12-31")
                .declared(AMBER, STARTED, DATE)
                .trainedBy(AMBER, "2026-01-01", null);
        DeclarationContext known = new DeclarationContext(CATALOGUE, List.of(), Set.of(id(500)));

        assertThat(fields(declare(again, ect(STARTED, DATE), known))).containsExactly("declaration_type");
    }

    @Test
    void ectAndMentorAreDeclaredSeparately() {
        ParticipantFactsFixture both = inTraining()
                .declared(AMBER, STARTED, DATE)
                .at(MENTOR_PERIOD, Role.MENTOR, OAKFIELD, "2026-01-05")
                .training(AMBER, MENTOR_PERIOD, "2026-01-05", null, true)
                .scheduled();

        assertThat(accepted(declare(both, mentor(STARTED, "2026-02-01T09:00:00Z"))))
                .isInstanceOf(Changed.class);
    }

    // simultaneous requests

    @Test
    void simultaneousRequestOfTheSameProviderGetsTheFirstAnswer() {
        ParticipantFactsFixture declared = inTraining().declared(AMBER, STARTED, DATE);

        assertThat(accepted(declare(declared, ect(STARTED, DATE)))).isEqualTo(new SubmittedJustNow(id(500)));
        assertThat(accepted(declare(declared, ect(STARTED, "2025-11-03T09:00:00Z"))))
                .isEqualTo(new SubmittedJustNow(id(500)));
    }

    @Test
    void simultaneousRequestMustBeValidItself() {
        ParticipantFactsFixture declared = inTraining().declared(AMBER, STARTED, DATE);

        assertThat(fields(declare(declared, request(Role.ECT, "started", DATE, "none"))))
                .containsExactly("evidence_held");
        assertThat(fields(declare(declared, ect(STARTED, "2026-03-01T09:00:00Z"))))
                .containsExactly("declaration_date");
    }

    @Test
    void simultaneousRequestOfAnotherProviderIsRefused() {
        ParticipantFactsFixture declared = ParticipantFactsFixture.ect()
                .trainedBy(BRACKEN, "2025-09-01", "2025-12-31")
                .declared(BRACKEN, STARTED, DATE)
                .trainedBy(AMBER, "2026-01-01", null);

        assertThat(fields(declare(declared, ect(STARTED, DATE)))).containsExactly("declaration_type");
    }

    @Test
    void refusalSaysWhetherTheProviderCanVoidTheOtherDeclaration() {
        DeclarationContext known = new DeclarationContext(CATALOGUE, List.of(), Set.of(id(500)));
        ParticipantFactsFixture own = inTraining().declared(AMBER, STARTED, DATE);
        ParticipantFactsFixture others = inTraining().declared(BRACKEN, STARTED, DATE);

        assertThat(reasons(declare(own, ect(STARTED, DATE), known)).getFirst().detail())
                .contains("void it first");
        assertThat(reasons(declare(others, ect(STARTED, DATE), known))
                        .getFirst()
                        .detail())
                .contains("another lead provider")
                .doesNotContain("void");
    }

    // check 16: evidence

    private static final Set<String> EVIDENCE = new TreeSet<>(Set.of(
            ATTENDED,
            "self-study-material-completed",
            "materials-engaged-with-offline",
            "other",
            ENGAGED,
            "75-percent-engagement-met-reduced-induction",
            "one-term-induction"));

    static Stream<Arguments> evidence() {
        List<String> simple = List.of(ATTENDED, "self-study-material-completed", "other");
        List<String> attendance =
                List.of(ATTENDED, "self-study-material-completed", "materials-engaged-with-offline", "other");
        List<String> engagement = List.of(ENGAGED, "75-percent-engagement-met-reduced-induction");
        List<String> toTheEnd = List.of(ENGAGED, "75-percent-engagement-met-reduced-induction", "one-term-induction");
        Map<DeclarationType, List<String>> detailed = Map.of(RETAINED_2, engagement, COMPLETED, toTheEnd);
        return Stream.concat(
                Stream.of(DeclarationType.values())
                        .flatMap(type -> Stream.of(
                                arguments(2025, Role.ECT, type, detailed.getOrDefault(type, attendance)),
                                arguments(2022, Role.ECT, type, simple),
                                arguments(2022, Role.MENTOR, type, simple)))
                        .filter(row -> !(row.get()[0].equals(2022) && row.get()[2] == STARTED)),
                Stream.of(
                        arguments(2025, Role.MENTOR, STARTED, attendance),
                        arguments(2025, Role.MENTOR, COMPLETED, engagement)));
    }

    @ParameterizedTest(name = "cohort {0}, {1} {2}: {3}")
    @MethodSource("evidence")
    void evidenceMustBeOneOfThoseOfTheTypeRoleAndCohort(
            int cohort, Role role, DeclarationType type, List<String> allowed) {
        ParticipantFactsFixture given = role == Role.ECT
                ? on(inTraining(), cohort, "ecf-extended-september")
                : mentor(cohort, "ecf-extended-september");

        for (String evidence : EVIDENCE) {
            Verdict<DeclarationOutcome> verdict = declare(given, request(role, type.wireName(), DATE, evidence));
            assertThat(outcome(verdict))
                    .as(evidence)
                    .isEqualTo(allowed.contains(evidence) ? "accepted" : "evidence_held");
            if (verdict instanceof Verdict.Accepted<DeclarationOutcome>(Changed _)) {
                assertThat(declaration(verdict).evidenceHeld()).isEqualTo(evidence);
            }
        }
        Stream.of(null, "", " ", "nothing", "Other")
                .forEach(evidence -> assertThat(fields(declare(given, request(role, type.wireName(), DATE, evidence))))
                        .containsExactly("evidence_held"));
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "ECT, -",
                "ECT, ''",
                "ECT, other",
                "ECT, one-term-induction",
                "ECT, nothing",
                "MENTOR, -",
                "MENTOR, other",
                "MENTOR, nothing"
            })
    void evidenceOfAStartIsStoredOnlyInCohortsWithDetailedEvidence(Role role, @Nullable String evidence) {
        ParticipantFactsFixture given = role == Role.ECT ? on(inTraining(), 2022, null) : mentor(2022, null);

        assertThat(declaration(declare(given, request(role, "started", DATE, evidence)))
                        .evidenceHeld())
                .isNull();
    }

    // check 17: withdrawn

    @ParameterizedTest
    @CsvSource({
        "2026-01-12T10:00:00.499Z, accepted",
        "2026-01-12T10:00:00.5Z, participant_id",
        "2026-01-12T10:00:01Z, participant_id",
        "2026-02-01T09:00:00Z, participant_id",
    })
    void dateMustBeBeforeTheWithdrawal(String date, String outcome) {
        ParticipantFactsFixture withdrawn =
                inTraining().reported(TrainingStatus.WITHDRAWN, "other", "2026-01-12T10:00:00.5Z");

        assertThat(outcome(declare(withdrawn, ect(STARTED, date)))).isEqualTo(outcome);
    }

    @ParameterizedTest
    @ValueSource(strings = {"2026-01-12T10:00:01Z", "2026-01-20T09:00:00Z", "2026-02-10T09:00:00Z"})
    void resumedTrainingCanBeDeclaredForEvenInTheGap(String date) {
        ParticipantFactsFixture resumed = inTraining()
                .reported(TrainingStatus.WITHDRAWN, "other", "2026-01-12T10:00:00Z")
                .reported(TrainingStatus.ACTIVE, null, "2026-02-01T10:00:00Z");

        assertThat(accepted(declare(resumed, ect(STARTED, date)))).isInstanceOf(Changed.class);
    }

    @Test
    void withdrawalFromEarlierTrainingDoesNotMatter() {
        ParticipantFactsFixture again = ParticipantFactsFixture.ect()
                .trainedBy(AMBER, "2025-09-01", "2025-12-31")
                .reported(TrainingStatus.WITHDRAWN, "other", "2025-10-01T10:00:00Z")
                .trainedBy(AMBER, "2026-01-01", null);

        assertThat(accepted(declare(again, ect(STARTED, DATE)))).isInstanceOf(Changed.class);
    }

    // check 18: closed cohorts

    @Test
    void trainingInAClosedCohortCannotBeDeclaredFor() {
        assertThat(fields(declare(on(inTraining(), 2021, null), simple(STARTED, DATE))))
                .containsExactly("cohort");
    }

    /** RECT only checks the training in progress today. */
    @Test
    void endedTrainingInAClosedCohortCannotBeDeclaredFor() {
        ParticipantFactsFixture over =
                on(ParticipantFactsFixture.ect().trainedBy(AMBER, "2021-09-01", "2023-08-31"), 2021, null);

        assertThat(fields(declare(over, simple(STARTED, DATE)))).containsExactly("cohort");
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "2026-01-01, -, cohort",
                "2026-01-01, 2026-02-16, cohort",
                "2026-02-16, -, cohort",
                "2026-01-01, 2026-02-15, accepted",
                "2026-02-17, -, accepted",
            })
    void currentTrainingInAClosedCohortBlocksDeclarations(
            String startedOn, @Nullable String finishedOn, String outcome) {
        ParticipantFactsFixture elsewhere = ParticipantFactsFixture.ect()
                .trainedBy(AMBER, "2025-09-01", "2025-12-31")
                .trainedBy(BRACKEN, startedOn, finishedOn)
                .inCohort(2021, CohortReason.CARRIED_OVER);

        assertThat(outcome(declare(elsewhere, ect(STARTED, DATE)))).isEqualTo(outcome);
    }

    @Test
    void todayIsTheDayInLondon() {
        ParticipantFactsFixture elsewhere = ParticipantFactsFixture.ect()
                .trainedBy(AMBER, "2025-06-01", "2025-06-30")
                .trainedBy(BRACKEN, "2025-07-01", "2025-07-31")
                .inCohort(2021, CohortReason.CARRIED_OVER);
        Submission inJuly = new Submission(id(900), AMBER, Instant.parse("2025-07-31T22:59:59Z"), AT);
        Submission inAugust = new Submission(id(900), AMBER, Instant.parse("2025-07-31T23:00:00Z"), AT);
        DeclarationRequest started = ect(STARTED, "2025-06-20T09:00:00Z");

        assertThat(fields(SubmitDeclarationRules.decide(inJuly, Optional.of(elsewhere.facts()), started, CONTEXT)))
                .containsExactly("cohort");
        assertThat(accepted(SubmitDeclarationRules.decide(inAugust, Optional.of(elsewhere.facts()), started, CONTEXT)))
                .isInstanceOf(Changed.class);
    }

    @Test
    void closedCohortOfTrainingInTheOtherRoleDoesNotMatter() {
        ParticipantFactsFixture both = inTraining()
                .at(MENTOR_PERIOD, Role.MENTOR, OAKFIELD, "2025-09-01")
                .training(BRACKEN, MENTOR_PERIOD, "2025-09-01", null, true)
                .scheduled()
                .inCohort(2021, CohortReason.STANDARD);

        assertThat(accepted(declare(both, ect(STARTED, DATE)))).isInstanceOf(Changed.class);
    }

    @ParameterizedTest
    @CsvSource({"2026-02-16T10:12:45.123456Z, cohort", "2026-02-16T10:12:45.123457Z, accepted"})
    void cohortIsClosedFromTheTimeOfTheFreeze(String frozenAt, String outcome) {
        DeclarationContext freezing =
                new DeclarationContext(List.of(period(2025, Instant.parse(frozenAt))), List.of(), Set.of());

        assertThat(outcome(declare(inTraining(), ect(STARTED, DATE), freezing))).isEqualTo(outcome);
    }

    @Test
    void participantMovedOutOfAClosedCohortCanBeDeclaredFor() {
        ParticipantFactsFixture moved = inTraining()
                .inCohort(2021, CohortReason.STANDARD)
                .rescheduled(
                        2024,
                        "ecf-extended-september",
                        id(30),
                        CohortMove.OUT_OF_CLOSED_COHORT,
                        "2025-11-01T08:00:00Z");

        assertThat(accepted(declare(moved, simple(STARTED, DATE)))).isInstanceOf(Changed.class);
    }

    // check 19: a statement that pays for it

    private static ParticipantFactsFixture eligible() {
        return inTraining().fundedAsEct(new RoleFunding(date("2025-09-01"), null, null));
    }

    private static DeclarationContext open(Statement... statements) {
        return new DeclarationContext(CATALOGUE, List.of(statements), Set.of());
    }

    @Test
    void withoutEligibilityNoStatementIsNeeded() {
        assertThat(accepted(declare(inTraining(), ect(STARTED, DATE), open()))).isInstanceOf(Changed.class);
        assertThat(fields(declare(eligible(), ect(STARTED, DATE), open()))).containsExactly("cohort");
    }

    @Test
    void endedEligibilityStillNeedsAStatement() {
        ParticipantFactsFixture ended =
                inTraining().fundedAsEct(new RoleFunding(date("2025-09-01"), date("2025-12-31"), "exempt"));

        assertThat(fields(declare(ended, ect(STARTED, DATE), open()))).containsExactly("cohort");
    }

    @Test
    void eligibilityInTheOtherRoleNeedsNoStatement() {
        ParticipantFactsFixture asMentor = inTraining().fundedAsMentor(new RoleFunding(date("2025-09-01"), null, null));

        assertThat(accepted(declare(asMentor, ect(STARTED, DATE), open()))).isInstanceOf(Changed.class);
    }

    @ParameterizedTest
    @CsvSource({
        "AMBER, 2025, OUTPUT, 2026-02-16, accepted",
        "AMBER, 2025, OUTPUT, 2026-08-31, accepted",
        "AMBER, 2025, OUTPUT, 2026-02-15, cohort",
        "AMBER, 2025, SERVICE, 2026-03-31, cohort",
        "AMBER, 2024, OUTPUT, 2026-03-31, cohort",
        "BRACKEN, 2025, OUTPUT, 2026-03-31, cohort",
    })
    void eligibleTrainingNeedsAnOpenOutputStatementOfProviderAndCohortDueTodayOrLater(
            String provider, int cohort, FeeType feeType, String deadline, String outcome) {
        Statement statement = statement(provider.equals("AMBER") ? AMBER : BRACKEN, cohort, feeType, deadline);

        assertThat(outcome(declare(eligible(), ect(STARTED, DATE), open(statement))))
                .isEqualTo(outcome);
    }

    // check 21: the order of training, from 2025 on

    @ParameterizedTest(name = "{0} on {1}, then {2} on {3}: {4}")
    @CsvSource({
        "STARTED, 2025-10-06T09:00:00Z, RETAINED_1, 2025-10-06T08:59:59Z, declaration_date",
        "STARTED, 2025-10-06T09:00:00Z, RETAINED_1, 2025-10-06T09:00:00Z, accepted",
        "STARTED, 2025-10-06T09:00:00Z, RETAINED_1, 2025-10-06T10:00:00+01:00, accepted",
        "STARTED, 2025-10-06T09:00:00Z, RETAINED_1, 2025-10-06T09:00:01Z, accepted",
        "STARTED, 2025-10-06T09:00:00Z, COMPLETED, 2025-10-06T08:00:00Z, declaration_date",
        "RETAINED_2, 2025-10-06T09:00:00Z, STARTED, 2025-10-06T09:00:01Z, declaration_date",
        "RETAINED_2, 2025-10-06T09:00:00Z, STARTED, 2025-10-06T09:00:00Z, accepted",
        "RETAINED_2, 2025-10-06T09:00:00Z, STARTED, 2025-10-01T09:00:00Z, accepted",
        "COMPLETED, 2025-10-06T09:00:00Z, EXTENDED_1, 2025-10-05T09:00:00Z, declaration_date",
        "COMPLETED, 2025-10-06T09:00:00Z, EXTENDED_1, 2025-10-07T09:00:00Z, accepted",
        "EXTENDED_1, 2025-10-06T09:00:00Z, COMPLETED, 2025-10-07T09:00:00Z, declaration_date",
    })
    void datesFollowTheOrderOfTypes(
            DeclarationType before, String beforeDate, DeclarationType type, String date, String outcome) {
        ParticipantFactsFixture given =
                on(inTraining(), 2025, "ecf-extended-september").declared(AMBER, before, beforeDate);

        assertThat(outcome(declare(given, ect(type, date)))).isEqualTo(outcome);
    }

    @ParameterizedTest
    @CsvSource({
        "2025-10-05T09:00:00Z, declaration_date",
        "2025-10-20T09:00:00Z, accepted",
        "2025-11-15T09:00:00Z, declaration_date",
    })
    void orderCountsLiveDeclarationsByAnyProvider(String date, String outcome) {
        ParticipantFactsFixture given = inTraining()
                .declared(BRACKEN, RETAINED_3, "2025-11-10T09:00:00Z")
                .declared(AMBER, RETAINED_1, "2025-10-10T09:00:00Z")
                .declared(AMBER, STARTED, "2025-12-10T09:00:00Z")
                .voided();

        assertThat(outcome(declare(given, ect(RETAINED_2, date)))).isEqualTo(outcome);
    }

    @Test
    void declarationsInTheOtherRoleHaveTheirOwnOrder() {
        ParticipantFactsFixture both = inTraining()
                .declared(AMBER, STARTED, "2026-01-10T09:00:00Z")
                .at(MENTOR_PERIOD, Role.MENTOR, OAKFIELD, "2025-09-01")
                .training(AMBER, MENTOR_PERIOD, "2025-09-01", null, true)
                .scheduled();

        assertThat(accepted(declare(both, mentor(COMPLETED, DATE)))).isInstanceOf(Changed.class);
    }

    @ParameterizedTest
    @CsvSource({"2022, accepted", "2024, accepted", "2025, declaration_date"})
    void orderIsRequiredFrom2025On(int cohort, String outcome) {
        ParticipantFactsFixture given =
                on(inTraining(), cohort, "ecf-extended-september").declared(AMBER, STARTED, "2025-11-10T09:00:00Z");

        assertThat(outcome(declare(given, ect(RETAINED_1, DATE)))).isEqualTo(outcome);
    }

    // several errors at once: in order, one reason for each attribute, and no check of a refused value

    enum About {
        /** An ECT in training. */
        TRAINED,
        DECLARED,
        WITHDRAWN,
        /** In a closed cohort that has no detailed evidence. */
        CLOSED,
        /** Eligible, and no statement is open. */
        ELIGIBLE,
        CLOSED_AND_ELIGIBLE,
        CLOSED_AND_WITHDRAWN,
        MENTOR,
        STRANGER;

        ParticipantFactsFixture given() {
            return switch (this) {
                case TRAINED -> inTraining();
                case DECLARED -> inTraining().declared(BRACKEN, STARTED, DATE);
                case WITHDRAWN -> withdrawn(inTraining());
                case CLOSED -> on(inTraining(), 2021, null);
                case ELIGIBLE -> eligible();
                case CLOSED_AND_ELIGIBLE -> on(eligible(), 2021, null);
                case CLOSED_AND_WITHDRAWN -> withdrawn(on(inTraining(), 2021, null));
                case MENTOR -> mentor(2025, null);
                case STRANGER -> ParticipantFactsFixture.ect().trainedBy(BRACKEN, "2025-09-01", null);
            };
        }

        private static ParticipantFactsFixture withdrawn(ParticipantFactsFixture given) {
            return given.reported(TrainingStatus.WITHDRAWN, "other", "2025-10-01T10:00:00Z");
        }
    }

    @ParameterizedTest(name = "{0}: {1} {2} {3} {4} -> {5}")
    @CsvSource(
            nullValues = "-",
            value = {
                // 7 before 8, 9 and 16
                "TRAINED,  ECT,    -,          -,                    -, declaration_date",
                "TRAINED,  ECT,    nonsense,   -,                    -, declaration_date",
                "TRAINED,  MENTOR, started,    -,                    -, declaration_date",
                "DECLARED, ECT,    started,    -,                    -, declaration_date",
                // after 8, only the form of the date is checked
                "TRAINED,  MENTOR, -,          2025-10-06T09:00:00Z, -, course_identifier",
                "TRAINED,  MENTOR, started,    2026-03-06T09:00:00Z, -, course_identifier",
                "TRAINED,  MENTOR, started,    soon,                 -, course_identifier+declaration_date",
                // 9 and 10 before 12, 13 and 16
                "TRAINED,  ECT,    -,          2026-03-06T09:00:00Z, -, declaration_type",
                "TRAINED,  ECT,    nonsense,   2024-03-06T09:00:00Z, -, declaration_type",
                "TRAINED,  ECT,    nonsense,   soon,                 -, declaration_type+declaration_date",
                // 11 before 12, 13, 16, 20 and 21
                "DECLARED, ECT,    started,    2026-03-06T09:00:00Z, -, declaration_type",
                "DECLARED, ECT,    started,    2024-03-06T09:00:00Z, -, declaration_type",
                // 12, 13 and 21: one reason against the date
                "TRAINED,  ECT,    started,    2099-03-06T09:00:00Z, -, declaration_date",
                "DECLARED, ECT,    retained-1, 2024-03-06T09:00:00Z, training-event-attended, declaration_date",
                "DECLARED, ECT,    retained-1, 2025-10-05T09:00:00Z, -, evidence_held+declaration_date",
                // 15 for any date, and before 20
                "MENTOR,   MENTOR, retained-1, 2025-10-06T09:00:00Z, -, declaration_type",
                "MENTOR,   MENTOR, extended-1, 2025-10-06T09:00:00Z, -, declaration_type",
                "MENTOR,   MENTOR, retained-1, 2026-03-06T09:00:00Z, -, declaration_date+declaration_type",
                "MENTOR,   MENTOR, retained-1, soon,                 -, declaration_date+declaration_type",
                "MENTOR,   MENTOR, retained-1, -,                    -, declaration_date+declaration_type",
                // 16 and the checks after it
                "TRAINED,  ECT,    extended-1, 2025-10-06T09:00:00Z, -, evidence_held+declaration_type",
                "WITHDRAWN, ECT,   started,    2025-10-06T09:00:00Z, -, evidence_held+participant_id",
                "ELIGIBLE, ECT,    started,    2025-10-06T09:00:00Z, -, evidence_held+cohort",
                // 17 beside 9, 12 and 18, and before 20
                "WITHDRAWN, ECT,   -,          2025-10-06T09:00:00Z, -, declaration_type+participant_id",
                "WITHDRAWN, ECT,   started,    2026-03-06T09:00:00Z, -, declaration_date+participant_id",
                "WITHDRAWN, ECT,   started,    soon,                 -, declaration_date",
                "WITHDRAWN, ECT,   extended-1, 2025-10-06T09:00:00Z, training-event-attended, participant_id",
                "CLOSED_AND_WITHDRAWN, ECT, retained-1, 2025-10-06T09:00:00Z, -, evidence_held+participant_id+cohort",
                // 18 for any type and date, and before 19 and 20
                "CLOSED,   ECT,    -,          2025-10-06T09:00:00Z, -, declaration_type+cohort",
                "CLOSED,   ECT,    started,    soon,                 -, declaration_date+cohort",
                "CLOSED,   ECT,    started,    -,                    -, declaration_date+cohort",
                "CLOSED,   ECT,    extended-1, 2025-10-06T09:00:00Z, other, cohort",
                "CLOSED_AND_ELIGIBLE, ECT, started, 2025-10-06T09:00:00Z, -, cohort",
                // 19 unless the type is refused, and before 20
                "ELIGIBLE, ECT,    nonsense,   2025-10-06T09:00:00Z, -, declaration_type",
                "ELIGIBLE, ECT,    started,    soon,                 -, declaration_date+cohort",
                "ELIGIBLE, ECT,    extended-1, 2025-10-06T09:00:00Z, training-event-attended, cohort",
                // 22 after all checks that need no training
                "STRANGER, ECT,    -,          2025-10-06T09:00:00Z, -, declaration_type+participant_id",
                "STRANGER, ECT,    -,          -,                    -, declaration_date+participant_id",
                "STRANGER, ECT,    started,    2026-03-06T09:00:00Z, -, declaration_date+participant_id",
                "STRANGER, ECT,    started,    2025-10-06T09:00:00Z, -, participant_id",
                "STRANGER, MENTOR, started,    2025-10-06T09:00:00Z, -, participant_id",
            })
    void checksRunInOrderAndSkipRefusedValues(
            About about,
            Role role,
            @Nullable String type,
            @Nullable String date,
            @Nullable String evidence,
            String fields) {
        assertThat(String.join("+", fields(declare(about.given(), request(role, type, date, evidence)))))
                .isEqualTo(fields);
    }
}
