package uk.gov.education.training.providerapi.domain.participants;

import static org.assertj.core.api.Assertions.assertThat;
import static uk.gov.education.training.providerapi.domain.ParticipantFactsFixture.AMBER;
import static uk.gov.education.training.providerapi.domain.ParticipantFactsFixture.ASHDOWN;
import static uk.gov.education.training.providerapi.domain.ParticipantFactsFixture.ASHDOWN_PERIOD;
import static uk.gov.education.training.providerapi.domain.ParticipantFactsFixture.BRACKEN;
import static uk.gov.education.training.providerapi.domain.ParticipantFactsFixture.CEDAR;
import static uk.gov.education.training.providerapi.domain.ParticipantFactsFixture.MENTOR_PERIOD;
import static uk.gov.education.training.providerapi.domain.ParticipantFactsFixture.OAKFIELD;
import static uk.gov.education.training.providerapi.domain.ParticipantFactsFixture.OAKFIELD_PERIOD;
import static uk.gov.education.training.providerapi.domain.ParticipantFactsFixture.date;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import uk.gov.education.training.events.DeclarationType;
import uk.gov.education.training.events.FundingPosition.RoleFunding;
import uk.gov.education.training.events.Participant.InductionOutcome;
import uk.gov.education.training.events.Role;
import uk.gov.education.training.events.TrainingReports.TrainingStatus;
import uk.gov.education.training.providerapi.domain.ParticipantFactsFixture;
import uk.gov.education.training.providerapi.domain.participants.Transfer.Side;
import uk.gov.education.training.providerapi.domain.participants.Transfer.Status;

/** Priya leaves Oakfield on 31 March 2026, for Ashdown or for an unknown school. */
class TransfersViewTest {

    private static final String LAST_DAY = "2026-03-31";
    private static final String FIRST_DAY = "2026-04-01";
    private static final String LATER = "2027-01-01";
    private static final UUID THIRD_PERIOD = ParticipantFactsFixture.id(24);
    private static final String THIRD_SCHOOL = "900003";

    private static TransfersView seenBy(UUID leadProvider, ParticipantFactsFixture given, String today) {
        return TransfersView.of(leadProvider, given.facts(), date(today)).orElseThrow();
    }

    private static Transfer one(UUID leadProvider, ParticipantFactsFixture given, String today) {
        List<Transfer> transfers = seenBy(leadProvider, given, today).transfers();
        assertThat(transfers).hasSize(1);
        return transfers.getFirst();
    }

    private static void assertNone(UUID leadProvider, ParticipantFactsFixture given) {
        assertThat(TransfersView.of(leadProvider, given.facts(), date(LATER))).isEmpty();
    }

    private static ParticipantFactsFixture atOakfield(Role role) {
        return new ParticipantFactsFixture().at(OAKFIELD_PERIOD, role, OAKFIELD, "2025-09-01", LAST_DAY);
    }

    /** Training by a lead provider at Oakfield in the role, until the last day there. */
    private static ParticipantFactsFixture leaves(Role role, UUID leadProvider) {
        return atOakfield(role).trainedBy(leadProvider, "2025-09-01", LAST_DAY);
    }

    private static ParticipantFactsFixture leaves(UUID leadProvider) {
        return leaves(Role.ECT, leadProvider);
    }

    private static ParticipantFactsFixture joins(ParticipantFactsFixture given, Role role, UUID leadProvider) {
        return given.at(ASHDOWN_PERIOD, role, ASHDOWN, FIRST_DAY)
                .training(leadProvider, ASHDOWN_PERIOD, FIRST_DAY, null, true)
                .scheduled();
    }

    private static ParticipantFactsFixture moves(UUID from, UUID to) {
        return joins(leaves(from), Role.ECT, to);
    }

    @ParameterizedTest
    @EnumSource
    void transferIsSeenByTheOldAndTheNewProvider(Role role) {
        ParticipantFactsFixture given = joins(leaves(role, AMBER), role, BRACKEN);

        Transfer expected = new Transfer(
                role == Role.ECT ? ParticipantFactsFixture.id(5) : ParticipantFactsFixture.id(6),
                Transfer.Type.NEW_PROVIDER,
                Status.COMPLETE,
                ParticipantFactsFixture.REGISTERED_AT,
                new Side(OAKFIELD, "Amber Training", date(LAST_DAY)),
                new Side(ASHDOWN, "Bracken Training", date(FIRST_DAY)));
        assertThat(seenBy(AMBER, given, LATER))
                .isEqualTo(new TransfersView(
                        ParticipantFactsFixture.PRIYA, ParticipantFactsFixture.REGISTERED_AT, List.of(expected), null));
        assertThat(seenBy(BRACKEN, given, LATER)).isEqualTo(seenBy(AMBER, given, LATER));
        assertNone(CEDAR, given);
    }

    @ParameterizedTest(name = "from {0} to {1}: {2}, leaving {3}, joining {4}")
    @CsvSource(nullValues = "-", delimiter = '|', textBlock = """
            Amber             | Amber             | NEW_SCHOOL   | Amber Training   | Amber Training
            Amber             | Bracken           | NEW_PROVIDER | Amber Training   | Bracken Training
            Bracken           | Amber             | NEW_PROVIDER | Bracken Training | Amber Training
            Amber             | school-led        | NEW_PROVIDER | Amber Training   | -
            school-led        | Amber             | NEW_PROVIDER | -                | Amber Training
            Amber             | unconfirmed Amber | NEW_PROVIDER | Amber Training   | -
            unconfirmed Amber | Amber             | NEW_PROVIDER | -                | Amber Training
            Amber             | no training       | UNKNOWN      | Amber Training   | -
            Amber             | nowhere           | UNKNOWN      | Amber Training   | -
            """)
    void typeShowsAChangeOfProviderAndOnlyConfirmedOnesAreNamed(
            String from, String to, Transfer.Type type, @Nullable String leaving, @Nullable String joining) {
        ParticipantFactsFixture given = trained(from, atOakfield(Role.ECT), OAKFIELD_PERIOD, "2025-09-01", LAST_DAY);
        if (!to.equals("nowhere")) {
            trained(to, given.at(ASHDOWN_PERIOD, Role.ECT, ASHDOWN, FIRST_DAY), ASHDOWN_PERIOD, FIRST_DAY, null);
        }

        Transfer transfer = one(AMBER, given, LATER);

        assertThat(transfer.transferType()).isEqualTo(type);
        assertThat(transfer.leaving()).isEqualTo(new Side(OAKFIELD, leaving, date(LAST_DAY)));
        assertThat(transfer.joining())
                .isEqualTo(type == Transfer.Type.UNKNOWN ? null : new Side(ASHDOWN, joining, date(FIRST_DAY)));
    }

    private static ParticipantFactsFixture trained(
            String by, ParticipantFactsFixture given, UUID period, String from, @Nullable String to) {
        return switch (by) {
            case "Amber" -> given.training(AMBER, period, from, to, true).scheduled();
            case "Bracken" -> given.training(BRACKEN, period, from, to, true).scheduled();
            case "unconfirmed Amber" -> given.training(AMBER, period, from, to, false);
            case "school-led" -> given.schoolLed(period, from, to);
            case "no training" -> given;
            default -> throw new IllegalArgumentException(by);
        };
    }

    @Test
    void providerIsNullUntilAPartnershipNamesIt() {
        ParticipantFactsFixture given = moves(AMBER, BRACKEN).unnamed(BRACKEN);
        assertThat(one(AMBER, given, LATER).joining()).isEqualTo(new Side(ASHDOWN, null, date(FIRST_DAY)));
        assertThat(one(AMBER, given, LATER).transferType()).isEqualTo(Transfer.Type.NEW_PROVIDER);
    }

    @ParameterizedTest(name = "left {0}, joined {1}, on {2}: {3}, next change {4}")
    @CsvSource(
            nullValues = "-",
            value = {
                "2026-03-31, 2026-04-01, 2026-03-30, INCOMPLETE, 2026-04-01",
                "2026-03-31, 2026-04-01, 2026-03-31, INCOMPLETE, 2026-04-01",
                "2026-03-31, 2026-04-01, 2026-04-01, COMPLETE,   -",
                "2026-03-31, 2026-04-01, 2026-04-02, COMPLETE,   -",
                // some time between the two
                "2026-03-31, 2026-09-01, 2026-08-31, INCOMPLETE, 2026-09-01",
                "2026-03-31, 2026-09-01, 2026-09-01, COMPLETE,   -",
                // at both schools for a while, or for a day
                "2026-03-31, 2026-03-01, 2026-03-30, INCOMPLETE, 2026-03-31",
                "2026-03-31, 2026-03-01, 2026-03-31, COMPLETE,   -",
                "2026-03-31, 2026-03-31, 2026-03-30, INCOMPLETE, 2026-03-31",
                "2026-03-31, 2026-03-31, 2026-03-31, COMPLETE,   -",
                // the new school is unknown
                "2026-03-31, -,          2026-03-30, INCOMPLETE, 2026-03-31",
                "2026-03-31, -,          2026-03-31, COMPLETE,   -",
            })
    void transferIsIncompleteWhileTheLastDayOrTheFirstOneIsInTheFuture(
            String left, @Nullable String joined, String today, Status status, @Nullable String next) {
        ParticipantFactsFixture given = new ParticipantFactsFixture()
                .at(OAKFIELD_PERIOD, Role.MENTOR, OAKFIELD, "2025-09-01", left)
                .trainedBy(AMBER, "2025-09-01", left);
        if (joined != null) {
            given.at(ASHDOWN_PERIOD, Role.MENTOR, ASHDOWN, joined)
                    .training(BRACKEN, ASHDOWN_PERIOD, joined, null, true)
                    .scheduled();
        }
        assertThat(one(AMBER, given, today).status()).isEqualTo(status);
        assertThat(seenBy(AMBER, given, today).nextChangeOn()).isEqualTo(dateOrNull(next));
    }

    private static @Nullable LocalDate dateOrNull(@Nullable String date) {
        return date == null ? null : date(date);
    }

    @ParameterizedTest(name = "{0} at {1}, training to {2}: left {3}")
    @CsvSource(
            nullValues = "-",
            value = {
                "WITHDRAWN, 2026-02-16T10:12:45Z, 2026-03-31, 2026-02-16",
                "DEFERRED,  2026-02-16T10:12:45Z, 2026-03-31, 2026-02-16",
                // it had no end of its own
                "WITHDRAWN, 2026-02-16T10:12:45Z, -,          2026-02-16",
                // it had ended before
                "WITHDRAWN, 2026-02-16T10:12:45Z, 2026-01-31, 2026-01-31",
                // shortly before midnight in London in summer is the next day there
                "WITHDRAWN, 2025-09-30T23:30:00Z, 2026-03-31, 2025-10-01",
                "ACTIVE,    2026-02-16T10:12:45Z, 2026-03-31, 2026-03-31",
            })
    void interruptedTrainingEndsOnTheLondonDayOfTheReport(
            TrainingStatus status, String at, @Nullable String to, String left) {
        ParticipantFactsFixture given = atOakfield(Role.ECT)
                .trainedBy(AMBER, "2025-09-01", to)
                .reported(status, status == TrainingStatus.ACTIVE ? null : "other", at);
        assertThat(one(AMBER, given, LATER).leaving().date()).isEqualTo(date(left));
    }

    @Test
    void deferredThenWithdrawnTrainingEndsWithTheDeferral() {
        ParticipantFactsFixture given = leaves(AMBER)
                .reported(TrainingStatus.DEFERRED, "other", "2025-12-01T09:00:00Z")
                .reported(TrainingStatus.ACTIVE, null, "2025-12-10T09:00:00Z")
                .reported(TrainingStatus.DEFERRED, "other", "2026-01-12T09:00:00Z")
                .reported(TrainingStatus.WITHDRAWN, "other", "2026-03-02T09:00:00Z");
        assertThat(one(AMBER, given, LATER).leaving().date()).isEqualTo(date("2026-01-12"));
    }

    @ParameterizedTest(name = "completed {0}, declared an hour later: left {1}")
    @CsvSource({
        "2026-02-16, 2026-02-16",
        "2025-09-01, 2025-09-01",
        // it had ended before
        "2026-03-31, 2026-03-31",
        "2026-04-30, 2026-03-31",
    })
    void mentorsTrainingEndsWhenItIsCompletedUnlessItHadEnded(String completedOn, String left) {
        ParticipantFactsFixture given = leaves(Role.MENTOR, AMBER)
                .declared(AMBER, DeclarationType.COMPLETED, completedOn + "T09:00:00Z")
                .fundedAsMentor(
                        new RoleFunding(date("2020-09-01"), date(completedOn), "completed_declaration_received"));
        assertThat(one(AMBER, given, LATER).leaving().date()).isEqualTo(date(left));
    }

    @Test
    void voidedOrUnrelatedCompletionDoesNotEndAMentorsTraining() {
        ParticipantFactsFixture voided = leaves(Role.MENTOR, AMBER)
                .declared(AMBER, DeclarationType.COMPLETED, "2026-02-16T09:00:00Z")
                .voided();
        assertThat(one(AMBER, voided, LATER).leaving().date()).isEqualTo(date(LAST_DAY));
        ParticipantFactsFixture later = atOakfield(Role.MENTOR)
                .trainedBy(AMBER, "2020-09-01", "2021-07-31")
                .declared(AMBER, DeclarationType.COMPLETED, "2021-07-01T09:00:00Z")
                .trainedBy(AMBER, "2025-09-01", LAST_DAY)
                .fundedAsMentor(
                        new RoleFunding(date("2020-09-01"), date("2021-07-01"), "completed_declaration_received"));
        assertThat(one(AMBER, later, LATER).leaving().date()).isEqualTo(date(LAST_DAY));
    }

    @Test
    void transferIsCreatedWhenTheOldTrainingWasRegistered() {
        ParticipantFactsFixture given = joins(leaves(AMBER).createdAt("2025-07-10T08:00:00Z"), Role.ECT, BRACKEN)
                .createdAt("2026-03-20T08:00:00Z");
        assertThat(one(BRACKEN, given, LATER).createdAt()).isEqualTo(Instant.parse("2025-07-10T08:00:00Z"));
    }

    @Test
    void listIsOrderedByWhenThePersonWasFirstRegistered() {
        ParticipantFactsFixture given =
                joins(leaves(AMBER), Role.ECT, BRACKEN).at(MENTOR_PERIOD, Role.MENTOR, OAKFIELD, "2020-09-01");
        assertThat(seenBy(BRACKEN, given, LATER).createdAt()).isEqualTo(ParticipantFactsFixture.REGISTERED_AT);
    }

    @Test
    void participantWhoStaysAtTheSchoolHasNoTransfer() {
        assertNone(AMBER, ParticipantFactsFixture.ect().trainedBy(AMBER, "2025-09-01", LAST_DAY));
    }

    @Test
    void endedSchoolPeriodIsNoTransferWhileItsTrainingHasNoEnd() {
        assertNone(AMBER, atOakfield(Role.ECT).trainedBy(AMBER, "2025-09-01", null));
        assertNone(AMBER, joins(atOakfield(Role.ECT).trainedBy(AMBER, "2025-09-01", null), Role.ECT, BRACKEN));
    }

    @Test
    void schoolPeriodWithoutTrainingIsNoTransfer() {
        assertNone(AMBER, joins(atOakfield(Role.ECT), Role.ECT, AMBER));
    }

    @Test
    void leavingInTheFutureIsATransferAlready() {
        Transfer transfer = one(AMBER, leaves(AMBER), "2025-09-01");
        assertThat(transfer.status()).isEqualTo(Status.INCOMPLETE);
        assertThat(transfer.joining()).isNull();
    }

    @Test
    void changeOfProviderWithinOneSchoolIsNoTransfer() {
        ParticipantFactsFixture given = ParticipantFactsFixture.ect()
                .trainedBy(AMBER, "2025-09-01", LAST_DAY)
                .trainedBy(BRACKEN, FIRST_DAY, null);
        assertNone(AMBER, given);
        assertNone(BRACKEN, given);
    }

    @Test
    void returnToTheSameSchoolIsNoTransfer() {
        ParticipantFactsFixture given = leaves(AMBER)
                .at(ASHDOWN_PERIOD, Role.ECT, OAKFIELD, "2026-09-01")
                .training(AMBER, ASHDOWN_PERIOD, "2026-09-01", null, true)
                .scheduled();
        assertNone(AMBER, given);
    }

    @ParameterizedTest(name = "to another school: {0}; outcome {1}: is a transfer: {2}")
    @CsvSource(
            nullValues = "-",
            value = {
                "false, PASS, false",
                "false, FAIL, false",
                "true,  PASS, true",
                // a release is not a completion
                "false, -,    true",
            })
    void ectWhoLeavesAfterCompletedInductionHasNoTransfer(
            boolean elsewhere, @Nullable InductionOutcome outcome, boolean isTransfer) {
        ParticipantFactsFixture given = leaves(AMBER).inducted("2025-09-01", "2026-03-15", outcome);
        ParticipantFactsFixture seen = elsewhere ? joins(given, Role.ECT, AMBER) : given;
        assertThat(TransfersView.of(AMBER, seen.facts(), date(LATER)).isPresent())
                .isEqualTo(isTransfer);
    }

    @Test
    void mentorWhoLeavesHasATransferEvenAfterCompletion() {
        ParticipantFactsFixture given = leaves(Role.MENTOR, AMBER)
                .inducted("2019-09-01", "2021-07-31", InductionOutcome.PASS)
                .fundedAsMentor(new RoleFunding(date("2025-09-01"), date(LAST_DAY), "completed_declaration_received"));
        assertThat(one(AMBER, given, LATER).transferType()).isEqualTo(Transfer.Type.UNKNOWN);
    }

    @Test
    void onlyTheLastTrainingAtTheOldSchoolCounts() {
        ParticipantFactsFixture given = joins(
                atOakfield(Role.ECT)
                        .trainedBy(BRACKEN, "2026-01-01", LAST_DAY)
                        .trainedBy(AMBER, "2025-09-01", "2025-12-31"),
                Role.ECT,
                BRACKEN);
        assertNone(AMBER, given);
        assertThat(one(BRACKEN, given, LATER).transferType()).isEqualTo(Transfer.Type.NEW_SCHOOL);
    }

    @Test
    void onlyTheFirstTrainingAtTheNewSchoolCounts() {
        ParticipantFactsFixture given = leaves(AMBER)
                .at(ASHDOWN_PERIOD, Role.ECT, ASHDOWN, FIRST_DAY)
                .training(CEDAR, ASHDOWN_PERIOD, "2026-09-01", null, true)
                .scheduled()
                .training(BRACKEN, ASHDOWN_PERIOD, FIRST_DAY, "2026-08-31", true)
                .scheduled();
        assertThat(one(AMBER, given, LATER).joining())
                .isEqualTo(new Side(ASHDOWN, "Bracken Training", date(FIRST_DAY)));
        assertThat(one(BRACKEN, given, LATER)).isEqualTo(one(AMBER, given, LATER));
        assertNone(CEDAR, given);
    }

    @Test
    void trainingReplacedBeforeItStartedIsIgnored() {
        ParticipantFactsFixture given = atOakfield(Role.ECT)
                .trainedBy(AMBER, "2025-09-01", LAST_DAY)
                // Oakfield had chosen Cedar for the summer before Priya left
                .trainedBy(CEDAR, "2026-03-15", "2026-03-01")
                .at(ASHDOWN_PERIOD, Role.ECT, ASHDOWN, FIRST_DAY)
                // and so had Ashdown
                .training(CEDAR, ASHDOWN_PERIOD, FIRST_DAY, "2026-03-20", true)
                .scheduled()
                .training(BRACKEN, ASHDOWN_PERIOD, FIRST_DAY, null, true)
                .scheduled();
        Transfer transfer = one(AMBER, given, LATER);
        assertThat(transfer.leaving()).isEqualTo(new Side(OAKFIELD, "Amber Training", date(LAST_DAY)));
        assertThat(transfer.joining()).isEqualTo(new Side(ASHDOWN, "Bracken Training", date(FIRST_DAY)));
        assertThat(one(BRACKEN, given, LATER)).isEqualTo(transfer);
        assertNone(CEDAR, given);
    }

    @Test
    void schoolPeriodThatNeverTakesPlaceIsIgnored() {
        ParticipantFactsFixture given = leaves(AMBER)
                .at(ASHDOWN_PERIOD, Role.ECT, ASHDOWN, FIRST_DAY, LAST_DAY)
                .training(BRACKEN, ASHDOWN_PERIOD, FIRST_DAY, LAST_DAY, true)
                .scheduled();
        assertThat(one(AMBER, given, LATER).transferType()).isEqualTo(Transfer.Type.UNKNOWN);
        assertNone(BRACKEN, given);
        given.at(THIRD_PERIOD, Role.ECT, THIRD_SCHOOL, "2026-09-01")
                .training(BRACKEN, THIRD_PERIOD, "2026-09-01", null, true)
                .scheduled();
        assertThat(one(AMBER, given, LATER).joining())
                .isEqualTo(new Side(THIRD_SCHOOL, "Bracken Training", date("2026-09-01")));
    }

    /** From Amber to Bracken, and with Bracken to a third school. */
    private static ParticipantFactsFixture movesTwice() {
        return leaves(AMBER)
                .at(ASHDOWN_PERIOD, Role.ECT, ASHDOWN, FIRST_DAY, "2026-08-31")
                .training(BRACKEN, ASHDOWN_PERIOD, FIRST_DAY, "2026-08-31", true)
                .scheduled()
                .at(THIRD_PERIOD, Role.ECT, THIRD_SCHOOL, "2026-09-01")
                .training(BRACKEN, THIRD_PERIOD, "2026-09-01", null, true)
                .scheduled();
    }

    @Test
    void providerSeesTheTransfersThatItIsPartOf() {
        assertThat(seenBy(AMBER, movesTwice(), LATER).transfers())
                .extracting(Transfer::transferType)
                .containsExactly(Transfer.Type.NEW_PROVIDER);
        assertThat(seenBy(BRACKEN, movesTwice(), LATER).transfers())
                .extracting(Transfer::transferType)
                .containsExactly(Transfer.Type.NEW_PROVIDER, Transfer.Type.NEW_SCHOOL);
    }

    @ParameterizedTest(name = "on {0}: {1}, {2}, next change {3}")
    @CsvSource(
            nullValues = "-",
            value = {
                "2026-03-31, INCOMPLETE, INCOMPLETE, 2026-04-01",
                "2026-04-01, COMPLETE,   INCOMPLETE, 2026-09-01",
                "2026-08-31, COMPLETE,   INCOMPLETE, 2026-09-01",
                "2026-09-01, COMPLETE,   COMPLETE,   -",
            })
    void viewChangesWithTheNextTransferToBecomeComplete(
            String today, Status first, Status second, @Nullable String next) {
        TransfersView view = seenBy(BRACKEN, movesTwice(), today);
        assertThat(view.transfers()).extracting(Transfer::status).containsExactly(first, second);
        assertThat(view.nextChangeOn()).isEqualTo(dateOrNull(next));
    }

    @Test
    void futureTransferOfOtherProvidersDoesNotChangeTheView() {
        assertThat(seenBy(AMBER, movesTwice(), FIRST_DAY).nextChangeOn()).isNull();
    }

    @Test
    void transfersOfBothRolesAreOrderedByTheStartOfTheOldTraining() {
        ParticipantFactsFixture given = movesTwice()
                .at(MENTOR_PERIOD, Role.MENTOR, ASHDOWN, "2026-01-01", "2026-12-31")
                .training(BRACKEN, MENTOR_PERIOD, "2026-01-01", "2026-12-31", true)
                .scheduled();
        List<Transfer> transfers = seenBy(BRACKEN, given, LATER).transfers();
        assertThat(transfers)
                .extracting(Transfer::trainingRecordId)
                .containsExactly(
                        ParticipantFactsFixture.id(5), ParticipantFactsFixture.id(6), ParticipantFactsFixture.id(5));
        assertThat(transfers)
                .extracting(transfer -> transfer.leaving().schoolUrn())
                .containsExactly(OAKFIELD, ASHDOWN, ASHDOWN);
    }

    @Test
    void becomingAMentorAtAnotherSchoolIsNotAMoveThere() {
        ParticipantFactsFixture given = leaves(AMBER)
                .at(MENTOR_PERIOD, Role.MENTOR, ASHDOWN, FIRST_DAY)
                .training(BRACKEN, MENTOR_PERIOD, FIRST_DAY, null, true)
                .scheduled();
        assertThat(one(AMBER, given, LATER).joining()).isNull();
        assertNone(BRACKEN, given);
    }

    @Test
    void providerThatWasNeverConfirmedSeesNoTransfer() {
        ParticipantFactsFixture given = leaves(AMBER)
                .at(ASHDOWN_PERIOD, Role.ECT, ASHDOWN, FIRST_DAY)
                .training(BRACKEN, ASHDOWN_PERIOD, FIRST_DAY, null, false);
        assertNone(BRACKEN, given);
    }

    @Test
    void transferIsShownOnceTheParticipantIs() {
        ParticipantFactsFixture given = leaves(AMBER)
                .at(ASHDOWN_PERIOD, Role.ECT, ASHDOWN, FIRST_DAY)
                .training(BRACKEN, ASHDOWN_PERIOD, FIRST_DAY, null, true);
        assertNone(BRACKEN, given);
        assertThat(TransfersView.of(BRACKEN, given.scheduled().facts(), date(LATER)))
                .isPresent();
    }

    @ParameterizedTest(name = "the new school is registered first: {0}")
    @ValueSource(booleans = {true, false})
    void orderOfRegistrationsDoesNotMatter(boolean newFirst) {
        ParticipantFactsFixture given = newFirst
                ? joins(new ParticipantFactsFixture(), Role.ECT, BRACKEN)
                        .at(OAKFIELD_PERIOD, Role.ECT, OAKFIELD, "2025-09-01", LAST_DAY)
                        .trainedBy(AMBER, "2025-09-01", LAST_DAY)
                : moves(AMBER, BRACKEN);
        assertThat(one(BRACKEN, given, LATER).leaving().schoolUrn()).isEqualTo(OAKFIELD);
    }

    @Test
    void mergedRecordHasNoTransfers() {
        assertThat(TransfersView.of(AMBER, ParticipantFacts.of(ParticipantFactsFixture.mergedRecord()), date(LATER)))
                .isEmpty();
    }
}
