package uk.gov.education.training.providerapi.domain.training;

import static org.assertj.core.api.Assertions.assertThat;
import static uk.gov.education.training.providerapi.domain.ParticipantFactsFixture.AMBER;
import static uk.gov.education.training.providerapi.domain.ParticipantFactsFixture.ASHDOWN;
import static uk.gov.education.training.providerapi.domain.ParticipantFactsFixture.ASHDOWN_PERIOD;
import static uk.gov.education.training.providerapi.domain.ParticipantFactsFixture.BRACKEN;
import static uk.gov.education.training.providerapi.domain.ParticipantFactsFixture.MENTOR_PERIOD;
import static uk.gov.education.training.providerapi.domain.ParticipantFactsFixture.OAKFIELD;
import static uk.gov.education.training.providerapi.domain.ParticipantFactsFixture.ect;
import static uk.gov.education.training.providerapi.domain.VerdictAssertions.accepted;
import static uk.gov.education.training.providerapi.domain.VerdictAssertions.fields;
import static uk.gov.education.training.providerapi.domain.VerdictAssertions.reasons;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import uk.gov.education.training.events.Participant.EndReason;
import uk.gov.education.training.events.Role;
import uk.gov.education.training.events.TrainingChange.TrainingDeferred;
import uk.gov.education.training.events.TrainingChange.TrainingResumed;
import uk.gov.education.training.events.TrainingChange.TrainingWithdrawn;
import uk.gov.education.training.events.TrainingReports.StatusReport;
import uk.gov.education.training.events.TrainingReports.TrainingStatus;
import uk.gov.education.training.platform.rules.Verdict;
import uk.gov.education.training.providerapi.domain.ParticipantFactsFixture;

/** Deferring, withdrawing and resuming training. */
class StatusChangeRulesTest {

    private static final Instant AT = Instant.parse("2026-02-16T10:12:45Z");

    private static Verdict<ReportedChange> defer(
            ParticipantFactsFixture given, @Nullable Role role, @Nullable String reason) {
        return StatusChangeRules.defer(AMBER, given.facts(), role, reason, AT);
    }

    private static ParticipantFactsFixture inTraining() {
        return ect().trainedBy(AMBER, "2025-09-01", null);
    }

    @Nested
    class Deferring {

        @ParameterizedTest
        @ValueSource(strings = {"bereavement", "long-term-sickness", "parental-leave", "career-break", "other"})
        void isAcceptedWithEachReason(String reason) {
            assertThat(accepted(defer(inTraining(), Role.ECT, reason))).satisfies(accepted -> {
                UUID training = inTraining()
                        .facts()
                        .participant()
                        .trainings()
                        .getFirst()
                        .id();
                String stored = reason.replace('-', '_');
                assertThat(accepted.change()).isEqualTo(new TrainingDeferred(training, AMBER, Role.ECT, stored));
                assertThat(accepted.reports().latestStatus(training))
                        .contains(new StatusReport(TrainingStatus.DEFERRED, stored, AT));
            });
        }

        @ParameterizedTest
        @ValueSource(strings = {"parental_leave", "PARENTAL-LEAVE", "moved-school", "", " "})
        void reasonMustBeOneOfTheListWithDashes(String reason) {
            assertThat(fields(defer(inTraining(), Role.ECT, reason))).containsExactly("reason");
        }

        @Test
        void reasonIsRequired() {
            assertThat(fields(defer(inTraining(), Role.ECT, null))).containsExactly("reason");
        }

        @Test
        void courseMustBeNamed() {
            assertThat(fields(defer(inTraining(), null, "other"))).containsExactly("course_identifier");
        }

        @Test
        void courseMustBeOneInWhichTheProviderTrainsTheParticipant() {
            assertThat(fields(defer(inTraining(), Role.MENTOR, "other"))).containsExactly("course_identifier");
        }

        @ParameterizedTest
        @CsvSource({"DEFERRED", "WITHDRAWN"})
        void isRefusedWhenDeferredOrWithdrawnAlready(TrainingStatus status) {
            ParticipantFactsFixture given = inTraining().reported(status, "other", "2026-01-10T09:00:00Z");
            assertThat(fields(defer(given, Role.ECT, "other"))).containsExactly("participant_id");
        }

        @Test
        void isRefusedWhileJoining() {
            assertThat(fields(defer(ect().trainedBy(AMBER, "2026-02-17", null), Role.ECT, "other")))
                    .containsExactly("participant_id");
        }

        @Test
        void isRefusedBeforeTrainingStartsEvenIfItsEndIsKnown() {
            assertThat(fields(defer(ect().trainedBy(AMBER, "2026-02-17", "2026-07-31"), Role.ECT, "other")))
                    .containsExactly("participant_id");
        }

        @Test
        void isRefusedForTrainingThatNeverTookPlace() {
            assertThat(fields(defer(ect().trainedBy(AMBER, "2026-02-10", "2026-02-09"), Role.ECT, "other")))
                    .containsExactly("participant_id");
        }

        @Test
        void concernsTheTrainingThatTookPlaceIfLaterTrainingNeverDid() {
            ParticipantFactsFixture given =
                    ect().trainedBy(AMBER, "2025-09-01", "2026-01-31").trainedBy(AMBER, "2026-02-10", "2026-02-09");
            assertThat(accepted(defer(given, Role.ECT, "other"))).satisfies(accepted -> assertThat(
                            ((TrainingDeferred) accepted.change()).trainingId())
                    .isEqualTo(
                            given.facts().participant().trainings().getFirst().id()));
        }

        @Test
        void isAllowedOnTheDayTrainingStarts() {
            assertThat(accepted(defer(ect().trainedBy(AMBER, "2026-02-16", null), Role.ECT, "other")))
                    .isInstanceOf(ReportedChange.class);
        }

        @Test
        void isAllowedWhenTheParticipantHasLeft() {
            assertThat(accepted(defer(ect().trainedBy(AMBER, "2025-09-01", "2026-01-31"), Role.ECT, "other")))
                    .isInstanceOf(ReportedChange.class);
        }

        @Test
        void isAllowedAgainAfterTrainingWasResumed() {
            ParticipantFactsFixture given = inTraining()
                    .reported(TrainingStatus.DEFERRED, "other", "2026-01-10T09:00:00Z")
                    .reported(TrainingStatus.ACTIVE, null, "2026-01-12T09:00:00Z");
            assertThat(accepted(defer(given, Role.ECT, "other"))).satisfies(accepted -> assertThat(
                            accepted.reports().trainings().getFirst().statuses())
                    .hasSize(3));
        }

        @Test
        void previousProviderDefersItsOwnTrainingNotTheCurrentOne() {
            ParticipantFactsFixture given =
                    ect().trainedBy(AMBER, "2025-09-01", "2026-01-31").trainedBy(BRACKEN, "2026-02-01", null);
            assertThat(accepted(defer(given, Role.ECT, "other"))).satisfies(accepted -> assertThat(
                            ((TrainingDeferred) accepted.change()).trainingId())
                    .isEqualTo(
                            given.facts().participant().trainings().getFirst().id()));
        }

        @Test
        void severalAttributesCanBeRefusedAtOnceEachWithOneReason() {
            ParticipantFactsFixture given =
                    inTraining().reported(TrainingStatus.DEFERRED, "other", "2026-01-10T09:00:00Z");
            assertThat(fields(defer(given, Role.ECT, "boredom"))).containsExactly("reason", "participant_id");
        }
    }

    private static Verdict<ReportedChange> withdraw(
            ParticipantFactsFixture given, @Nullable Role role, @Nullable String reason) {
        return StatusChangeRules.withdraw(AMBER, given.facts(), role, reason, AT);
    }

    @Nested
    class Withdrawing {

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "left-teaching-profession",
                    "moved-school",
                    "switched-to-school-led",
                    "changed-lead-provider",
                    "other"
                })
        void isAcceptedWithEachReason(String reason) {
            assertThat(accepted(withdraw(inTraining(), Role.ECT, reason))).satisfies(accepted -> {
                UUID training = inTraining()
                        .facts()
                        .participant()
                        .trainings()
                        .getFirst()
                        .id();
                String stored = reason.replace('-', '_');
                assertThat(accepted.change()).isEqualTo(new TrainingWithdrawn(training, AMBER, Role.ECT, stored));
                assertThat(accepted.reports().latestStatus(training))
                        .contains(new StatusReport(TrainingStatus.WITHDRAWN, stored, AT));
            });
        }

        @Test
        void mentorNoLongerBeingMentorIsForMentors() {
            ParticipantFactsFixture mentor = new ParticipantFactsFixture()
                    .at(MENTOR_PERIOD, Role.MENTOR, OAKFIELD, "2025-09-01")
                    .training(AMBER, MENTOR_PERIOD, "2025-09-01", null, true)
                    .scheduled();
            assertThat(accepted(withdraw(mentor, Role.MENTOR, "mentor-no-longer-being-mentor")))
                    .isInstanceOf(ReportedChange.class);
            assertThat(fields(withdraw(inTraining(), Role.ECT, "mentor-no-longer-being-mentor")))
                    .containsExactly("reason");
        }

        @Test
        void mentorReasonForAnEctIsRefusedOnlyIfNothingElseIsWrong() {
            ParticipantFactsFixture given =
                    inTraining().reported(TrainingStatus.WITHDRAWN, "other", "2026-01-10T09:00:00Z");
            assertThat(fields(withdraw(given, Role.ECT, "mentor-no-longer-being-mentor")))
                    .containsExactly("participant_id");
        }

        @ParameterizedTest
        @ValueSource(strings = {"moved_school", "parental-leave", "boredom", "", " "})
        void reasonMustBeOneOfTheListWithDashes(String reason) {
            assertThat(fields(withdraw(inTraining(), Role.ECT, reason))).containsExactly("reason");
        }

        @Test
        void deferredParticipantCanBeWithdrawn() {
            ParticipantFactsFixture given =
                    inTraining().reported(TrainingStatus.DEFERRED, "other", "2026-01-10T09:00:00Z");
            assertThat(accepted(withdraw(given, Role.ECT, "other"))).satisfies(accepted -> assertThat(
                            accepted.reports().trainings().getFirst().statuses())
                    .extracting(StatusReport::status)
                    .containsExactly(TrainingStatus.DEFERRED, TrainingStatus.WITHDRAWN));
        }

        @Test
        void isRefusedWhenWithdrawnAlready() {
            ParticipantFactsFixture given =
                    inTraining().reported(TrainingStatus.WITHDRAWN, "other", "2026-01-10T09:00:00Z");
            assertThat(fields(withdraw(given, Role.ECT, "moved-school"))).containsExactly("participant_id");
            assertThat(fields(withdraw(given, Role.ECT, "boredom"))).containsExactly("reason", "participant_id");
        }

        @Test
        void isRefusedWhileJoiningAndAllowedFromTheDayTrainingStarts() {
            assertThat(fields(withdraw(ect().trainedBy(AMBER, "2026-02-17", null), Role.ECT, "other")))
                    .containsExactly("participant_id");
            assertThat(accepted(withdraw(ect().trainedBy(AMBER, "2026-02-16", null), Role.ECT, "other")))
                    .isInstanceOf(ReportedChange.class);
        }

        @Test
        void isRefusedForTrainingThatNeverTookPlace() {
            assertThat(fields(withdraw(ect().trainedBy(AMBER, "2026-02-10", "2026-02-09"), Role.ECT, "other")))
                    .containsExactly("participant_id");
        }

        @Test
        void previousProviderCanWithdrawAParticipantWhoMovedOn() {
            ParticipantFactsFixture given =
                    ect().trainedBy(AMBER, "2025-09-01", "2026-01-31").trainedBy(BRACKEN, "2026-02-01", null);
            assertThat(accepted(withdraw(given, Role.ECT, "changed-lead-provider")))
                    .isInstanceOf(ReportedChange.class);
        }

        @Test
        void courseMustBeNamedAndBeTheParticipants() {
            assertThat(fields(withdraw(inTraining(), null, "other"))).containsExactly("course_identifier");
            assertThat(fields(withdraw(inTraining(), Role.MENTOR, "other"))).containsExactly("course_identifier");
        }
    }

    private static Verdict<ReportedChange> resume(ParticipantFactsFixture given, @Nullable Role role) {
        return StatusChangeRules.resume(AMBER, given.facts(), role, AT);
    }

    @Nested
    class Resuming {

        private static ParticipantFactsFixture interrupted(TrainingStatus status) {
            return inTraining().reported(status, "other", "2026-01-10T09:00:00Z");
        }

        @ParameterizedTest
        @EnumSource(names = {"DEFERRED", "WITHDRAWN"})
        void isAcceptedWhenDeferredOrWithdrawn(TrainingStatus status) {
            assertThat(accepted(resume(interrupted(status), Role.ECT))).satisfies(accepted -> {
                UUID training = inTraining()
                        .facts()
                        .participant()
                        .trainings()
                        .getFirst()
                        .id();
                assertThat(accepted.change()).isEqualTo(new TrainingResumed(training, AMBER, Role.ECT));
                assertThat(accepted.reports().latestStatus(training))
                        .contains(new StatusReport(TrainingStatus.ACTIVE, null, AT));
            });
        }

        @Test
        void isAllowedOnTheDayOfTheDeferral() {
            ParticipantFactsFixture given =
                    inTraining().reported(TrainingStatus.DEFERRED, "other", "2026-02-16T09:00:00Z");
            assertThat(accepted(resume(given, Role.ECT))).isInstanceOf(ReportedChange.class);
        }

        @Test
        void isRefusedWhenActive() {
            assertThat(fields(resume(inTraining(), Role.ECT))).containsExactly("participant_id");
            assertThat(detail(resume(inTraining(), Role.ECT))).contains("nothing to resume");
        }

        @Test
        void isRefusedWhenTheParticipantLeftThroughTheSchoolWithoutADeferral() {
            assertThat(detail(resume(ect().trainedBy(AMBER, "2025-09-01", "2026-01-31"), Role.ECT)))
                    .contains("nothing to resume");
        }

        @ParameterizedTest
        @CsvSource({
            "LEFT_SCHOOL, participant leaves",
            "JOINED_ANOTHER_SCHOOL, another school",
            "CHANGED_LEAD_PROVIDER, another lead provider",
            "CHANGED_TO_SCHOOL_LED, school-led",
            "CHANGED_TO_PROVIDER_LED, other training",
            "INDUCTION_COMPLETED, Induction was completed",
        })
        void isRefusedWithTheReasonForWhichTrainingEnded(EndReason ended, String named) {
            ParticipantFactsFixture given = interrupted(TrainingStatus.DEFERRED).ended("2026-02-01", ended);
            assertThat(fields(resume(given, Role.ECT))).containsExactly("participant_id");
            assertThat(detail(resume(given, Role.ECT))).contains(named);
        }

        @ParameterizedTest
        @CsvSource({"true, once your partnership with that school is confirmed", "false, not chosen you"})
        void isRefusedUntilTheNewSchoolsChoiceIsConfirmed(boolean chosen, String named) {
            ParticipantFactsFixture given = interrupted(TrainingStatus.DEFERRED)
                    .ended("2026-02-01", EndReason.JOINED_ANOTHER_SCHOOL)
                    .at(ASHDOWN_PERIOD, Role.ECT, ASHDOWN, "2026-02-02")
                    .training(chosen ? AMBER : BRACKEN, ASHDOWN_PERIOD, "2026-02-02", null, false);
            assertThat(fields(resume(given, Role.ECT))).containsExactly("participant_id");
            assertThat(detail(resume(given, Role.ECT))).contains(named);
        }

        @Test
        void isRefusedOnceTheSchoolHasReportedTheLastDay() {
            ParticipantFactsFixture given =
                    interrupted(TrainingStatus.WITHDRAWN).ended("2026-07-31", EndReason.LEFT_SCHOOL);
            assertThat(detail(resume(given, Role.ECT))).contains("2026-07-31");
        }

        @Test
        void isRefusedWhenOtherTrainingFollows() {
            ParticipantFactsFixture given = interrupted(TrainingStatus.DEFERRED).trainedBy(BRACKEN, "2026-02-01", null);
            assertThat(fields(resume(given, Role.ECT))).containsExactly("participant_id");
        }

        @Test
        void isNotNeededForTheSameProvidersNewTraining() {
            ParticipantFactsFixture given = interrupted(TrainingStatus.DEFERRED).trainedBy(AMBER, "2026-02-01", null);
            assertThat(detail(resume(given, Role.ECT))).contains("nothing to resume");
        }

        @Test
        void courseMustBeNamedAndBeTheParticipants() {
            assertThat(fields(resume(interrupted(TrainingStatus.DEFERRED), null)))
                    .containsExactly("course_identifier");
            assertThat(fields(resume(interrupted(TrainingStatus.DEFERRED), Role.MENTOR)))
                    .containsExactly("course_identifier");
        }

        private static String detail(Verdict<ReportedChange> verdict) {
            return reasons(verdict).getFirst().detail();
        }
    }
}
