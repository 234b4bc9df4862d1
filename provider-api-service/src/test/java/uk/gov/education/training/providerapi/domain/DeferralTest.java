package uk.gov.education.training.providerapi.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static uk.gov.education.training.providerapi.domain.Given.AMBER;
import static uk.gov.education.training.providerapi.domain.Given.BRACKEN;
import static uk.gov.education.training.providerapi.domain.Given.ect;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import uk.gov.education.training.events.Role;
import uk.gov.education.training.events.TrainingChange.TrainingDeferred;
import uk.gov.education.training.events.TrainingReports.StatusReport;
import uk.gov.education.training.events.TrainingReports.TrainingStatus;
import uk.gov.education.training.providerapi.domain.Verdict.Accepted;
import uk.gov.education.training.providerapi.domain.Verdict.Reason;
import uk.gov.education.training.providerapi.domain.Verdict.Refused;

class DeferralTest {

    private static final Instant AT = Instant.parse("2026-02-16T10:12:45Z");

    private static Verdict defer(Given given, @Nullable Role role, @Nullable String reason) {
        return Deferral.decide(AMBER, given.facts(), role, reason, AT);
    }

    private static Given inTraining() {
        return ect().trainedBy(AMBER, "2025-09-01", null);
    }

    private static List<String> titles(Verdict verdict) {
        assertThat(verdict).isInstanceOf(Refused.class);
        return ((Refused) verdict).reasons().stream().map(Reason::title).toList();
    }

    @ParameterizedTest
    @ValueSource(strings = {"bereavement", "long-term-sickness", "parental-leave", "career-break", "other"})
    void isAcceptedWithEachReason(String reason) {
        assertThat(defer(inTraining(), Role.ECT, reason)).isInstanceOfSatisfying(Accepted.class, accepted -> {
            UUID training =
                    inTraining().facts().participant().trainings().getFirst().id();
            String kept = reason.replace('-', '_');
            assertThat(accepted.change()).isEqualTo(new TrainingDeferred(training, AMBER, Role.ECT, kept));
            assertThat(accepted.reports().latestStatus(training))
                    .contains(new StatusReport(TrainingStatus.DEFERRED, kept, AT));
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"parental_leave", "PARENTAL-LEAVE", "moved-school", "", " "})
    void reasonMustBeOneOfTheListWithDashes(String reason) {
        assertThat(titles(defer(inTraining(), Role.ECT, reason))).containsExactly("reason");
    }

    @Test
    void reasonIsRequired() {
        assertThat(titles(defer(inTraining(), Role.ECT, null))).containsExactly("reason");
    }

    @Test
    void courseMustBeNamed() {
        assertThat(titles(defer(inTraining(), null, "other"))).containsExactly("course_identifier");
    }

    @Test
    void courseMustBeOneInWhichTheProviderTrainsTheParticipant() {
        assertThat(titles(defer(inTraining(), Role.MENTOR, "other"))).containsExactly("course_identifier");
    }

    @ParameterizedTest
    @CsvSource({"DEFERRED", "WITHDRAWN"})
    void isRefusedWhenDeferredOrWithdrawnAlready(TrainingStatus status) {
        Given given = inTraining().reported(status, "other", "2026-01-10T09:00:00Z");
        assertThat(titles(defer(given, Role.ECT, "other"))).containsExactly("participant_id");
    }

    @Test
    void isRefusedWhileJoining() {
        assertThat(titles(defer(ect().trainedBy(AMBER, "2026-02-17", null), Role.ECT, "other")))
                .containsExactly("participant_id");
    }

    @Test
    void isRefusedBeforeTrainingStartsEvenIfItsEndIsKnown() {
        assertThat(titles(defer(ect().trainedBy(AMBER, "2026-02-17", "2026-07-31"), Role.ECT, "other")))
                .containsExactly("participant_id");
    }

    @Test
    void isRefusedForTrainingThatNeverTookPlace() {
        assertThat(titles(defer(ect().trainedBy(AMBER, "2026-02-10", "2026-02-09"), Role.ECT, "other")))
                .containsExactly("participant_id");
    }

    @Test
    void isOfTheTrainingThatTookPlaceIfLaterTrainingNeverDid() {
        Given given = ect().trainedBy(AMBER, "2025-09-01", "2026-01-31").trainedBy(AMBER, "2026-02-10", "2026-02-09");
        assertThat(defer(given, Role.ECT, "other")).isInstanceOfSatisfying(Accepted.class, accepted -> assertThat(
                        ((TrainingDeferred) accepted.change()).trainingId())
                .isEqualTo(given.facts().participant().trainings().getFirst().id()));
    }

    @Test
    void isAllowedOnTheDayTrainingStarts() {
        assertThat(defer(ect().trainedBy(AMBER, "2026-02-16", null), Role.ECT, "other"))
                .isInstanceOf(Accepted.class);
    }

    @Test
    void isAllowedWhenTheParticipantHasLeft() {
        assertThat(defer(ect().trainedBy(AMBER, "2025-09-01", "2026-01-31"), Role.ECT, "other"))
                .isInstanceOf(Accepted.class);
    }

    @Test
    void isAllowedAgainAfterTrainingWasResumed() {
        Given given = inTraining()
                .reported(TrainingStatus.DEFERRED, "other", "2026-01-10T09:00:00Z")
                .reported(TrainingStatus.ACTIVE, null, "2026-01-12T09:00:00Z");
        assertThat(defer(given, Role.ECT, "other")).isInstanceOfSatisfying(Accepted.class, accepted -> assertThat(
                        accepted.reports().trainings().getFirst().statuses())
                .hasSize(3));
    }

    @Test
    void previousProviderDefersItsOwnTrainingNotTheCurrentOne() {
        Given given = ect().trainedBy(AMBER, "2025-09-01", "2026-01-31").trainedBy(BRACKEN, "2026-02-01", null);
        assertThat(defer(given, Role.ECT, "other")).isInstanceOfSatisfying(Accepted.class, accepted -> assertThat(
                        ((TrainingDeferred) accepted.change()).trainingId())
                .isEqualTo(given.facts().participant().trainings().getFirst().id()));
    }

    @Test
    void severalAttributesCanBeRefusedAtOnceEachWithOneReason() {
        Given given = inTraining().reported(TrainingStatus.DEFERRED, "other", "2026-01-10T09:00:00Z");
        assertThat(titles(defer(given, Role.ECT, "boredom"))).containsExactly("reason", "participant_id");
    }
}
