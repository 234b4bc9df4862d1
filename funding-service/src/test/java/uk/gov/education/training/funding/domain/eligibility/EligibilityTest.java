package uk.gov.education.training.funding.domain.eligibility;

import static org.assertj.core.api.Assertions.assertThat;
import static uk.gov.education.training.funding.domain.declarations.FundingFixtures.at;
import static uk.gov.education.training.funding.domain.declarations.FundingFixtures.induction;
import static uk.gov.education.training.funding.domain.declarations.FundingFixtures.participant;
import static uk.gov.education.training.funding.domain.declarations.FundingFixtures.training;
import static uk.gov.education.training.testsupport.ParticipantFixtures.PARTICIPANT;
import static uk.gov.education.training.testsupport.ParticipantFixtures.mergedRecord;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import uk.gov.education.training.events.FundingChange.EligibilityDecided;
import uk.gov.education.training.events.FundingPosition;
import uk.gov.education.training.events.FundingPosition.RoleFunding;
import uk.gov.education.training.events.Participant;
import uk.gov.education.training.events.Participant.InductionPeriod;
import uk.gov.education.training.events.Role;

class EligibilityTest {

    private static final String REGISTERED = "2025-08-18T09:15:00Z";
    private static final UUID ANOTHER = UUID.fromString("0c5f6b0e-3a56-4a5e-9d0a-2f1f6f0f7c02");
    private static final RoleFunding NOT_YET = new RoleFunding(null, null, null);

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "induction recorded after registration,        2025-08-18T09:00:00Z, 2025-09-01, ,           2025-09-05T09:00:00Z, 2025-09-05",
        "induction recorded before registration,       2025-09-10T09:00:00Z, 2025-09-01, ,           2025-09-05T09:00:00Z, 2025-09-10",
        "both at the same moment,                      2025-09-05T09:00:00Z, 2025-09-01, ,           2025-09-05T09:00:00Z, 2025-09-05",
        "recorded on the day it starts,                2025-08-18T09:00:00Z, 2025-09-05, ,           2025-09-05T09:00:00Z, 2025-09-05",
        "recorded on the day it ends,                  2025-08-18T09:00:00Z, 2025-09-01, 2025-09-05, 2025-09-05T09:00:00Z, 2025-09-05",
        "recorded a day after it ended,                2025-08-18T09:00:00Z, 2025-09-01, 2025-09-04, 2025-09-05T09:00:00Z, ",
        "registered after it ended,                    2025-10-01T09:00:00Z, 2025-09-01, 2025-09-30, 2025-09-05T09:00:00Z, ",
        "registered on the day it ends,                2025-09-30T09:00:00Z, 2025-09-01, 2025-09-30, 2025-09-05T09:00:00Z, 2025-09-30",
        "recorded a day before it starts,              2025-08-18T09:00:00Z, 2025-09-06, ,           2025-09-05T09:00:00Z, ",
        // the day is London's
        "a summer night that is the next day there,    2025-08-18T09:00:00Z, 2025-09-05, ,           2025-09-04T23:00:00Z, 2025-09-05",
        "a summer night that is still the day before,  2025-08-18T09:00:00Z, 2025-09-05, ,           2025-09-04T22:59:59Z, ",
        "a winter night,                               2025-08-18T09:00:00Z, 2026-01-05, ,           2026-01-04T23:59:59Z, ",
        "a winter midnight,                            2025-08-18T09:00:00Z, 2026-01-05, ,           2026-01-05T00:00:00Z, 2026-01-05",
        "the night the clocks go back,                 2025-08-18T09:00:00Z, 2025-10-26, 2025-10-26, 2025-10-25T23:00:00Z, 2025-10-26",
        "the end of that longer day,                   2025-08-18T09:00:00Z, 2025-10-26, 2025-10-26, 2025-10-26T23:59:59Z, 2025-10-26",
        "the night after it,                           2025-08-18T09:00:00Z, 2025-10-26, 2025-10-26, 2025-10-27T00:00:00Z, ",
        "the night the clocks go forward,              2025-08-18T09:00:00Z, 2026-03-29, 2026-03-29, 2026-03-29T00:00:00Z, 2026-03-29",
        "the end of that shorter day,                  2025-08-18T09:00:00Z, 2026-03-29, 2026-03-29, 2026-03-29T22:59:59Z, 2026-03-29",
        "the night after that,                         2025-08-18T09:00:00Z, 2026-03-29, 2026-03-29, 2026-03-29T23:00:00Z, ",
        "a leap day,                                   2023-08-18T09:00:00Z, 2024-02-29, 2024-02-29, 2024-02-29T12:00:00Z, 2024-02-29"
    })
    void ectIsEligibleOnceRegisteredAndInInduction(
            String situation,
            String registeredAt,
            String startedOn,
            @Nullable String finishedOn,
            String recordedAt,
            @Nullable LocalDate eligibleFrom) {
        var ect = ect(registeredAt, induction(startedOn, finishedOn, recordedAt));

        assertThat(Objects.requireNonNull(Eligibility.decide(ect).ect()).eligibleFrom())
                .as(situation)
                .isEqualTo(eligibleFrom);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        // registered, induction from, to, beginning recorded, end recorded
        "an end that is reported for a day before takes nothing back, 2025-08-18T09:00:00Z, 2025-09-01, 2025-09-03, 2025-09-05T09:00:00Z, 2025-11-01T09:00:00Z, 2025-09-05",
        "nor does an end before the beginning,                        2025-08-18T09:00:00Z, 2025-09-01, 2025-08-31, 2025-09-05T09:00:00Z, 2025-11-01T09:00:00Z, 2025-09-05",
        "registered while an end in the past was not yet reported,    2025-10-01T09:00:00Z, 2025-09-01, 2025-09-30, 2025-09-05T09:00:00Z, 2025-10-01T09:00:01Z, 2025-10-01",
        "registered at the moment of the report,                      2025-10-01T09:00:00Z, 2025-09-01, 2025-09-30, 2025-09-05T09:00:00Z, 2025-10-01T09:00:00Z, ",
        "registered after the report but on the last day,             2025-09-30T09:00:00Z, 2025-09-01, 2025-09-30, 2025-09-05T09:00:00Z, 2025-09-29T09:00:00Z, 2025-09-30",
        "recorded together with an end in the past,                   2025-08-18T09:00:00Z, 2025-09-01, 2025-09-04, 2025-09-05T09:00:00Z, 2025-09-05T09:00:00Z, "
    })
    void inductionIsOpenUntilItsEndIsReported(
            String situation,
            String registeredAt,
            String startedOn,
            String finishedOn,
            String recordedAt,
            String endRecordedAt,
            @Nullable LocalDate eligibleFrom) {
        var ect = ect(registeredAt, induction(startedOn, finishedOn, recordedAt, endRecordedAt));

        assertThat(Objects.requireNonNull(Eligibility.decide(ect).ect()).eligibleFrom())
                .as(situation)
                .isEqualTo(eligibleFrom);
    }

    @ParameterizedTest(name = "ended on {0}")
    @ValueSource(strings = {"2025-08-31", "2025-09-01", "2025-09-04", "2025-09-05", "2026-07-31"})
    void laterReportedEndDoesNotTakeEligibilityAway(String finishedOn) {
        var open = ect(REGISTERED, induction("2025-09-01", null, "2025-09-05T09:00:00Z"));
        var ended =
                ect(REGISTERED, induction("2025-09-01", finishedOn, "2025-09-05T09:00:00Z", "2025-09-05T09:00:01Z"));

        assertThat(Eligibility.changes(Eligibility.decide(open), Eligibility.decide(ended)))
                .isEmpty();
    }

    @Test
    void mergedRecordHasNoPosition() {
        var before = Eligibility.decide(ect(REGISTERED));
        var now = Eligibility.decide(mergedRecord(PARTICIPANT, ANOTHER, Instant.parse("2026-01-12T09:00:00Z")));

        assertThat(now).isEqualTo(new FundingPosition(PARTICIPANT, null, null));
        assertThat(Eligibility.changes(before, now)).isEmpty();
    }

    @Test
    void ectWithoutInductionIsNotEligible() {
        assertThat(Eligibility.decide(ect(REGISTERED))).isEqualTo(new FundingPosition(PARTICIPANT, NOT_YET, null));
    }

    @Test
    void firstMatchingMomentCounts() {
        var ect = participant(
                PARTICIPANT,
                List.of(at(Role.ECT, REGISTERED), at(Role.ECT, "2026-01-10T09:00:00Z")),
                List.of(),
                List.of(
                        induction("2025-09-01", "2025-12-19", "2025-09-05T09:00:00Z"),
                        induction("2026-01-05", null, "2026-01-12T09:00:00Z")));

        assertThat(Eligibility.decide(ect).ect()).isEqualTo(new RoleFunding(LocalDate.of(2025, 9, 5), null, null));
    }

    @Test
    void secondRegistrationCanMakeEligible() {
        var ect = participant(
                PARTICIPANT,
                List.of(at(Role.ECT, REGISTERED), at(Role.ECT, "2026-01-10T09:00:00Z")),
                List.of(),
                List.of(
                        induction("2025-09-01", "2025-12-19", "2026-01-02T09:00:00Z"),
                        induction("2026-01-05", null, "2026-01-03T09:00:00Z")));

        assertThat(Eligibility.decide(ect).ect()).isEqualTo(new RoleFunding(LocalDate.of(2026, 1, 10), null, null));
    }

    @Test
    void inductionDoesNotAffectMentors() {
        var mentor = participant(
                PARTICIPANT,
                List.of(at(Role.MENTOR, REGISTERED)),
                List.of(),
                List.of(induction("2025-09-01", null, "2025-09-05T09:00:00Z")));

        assertThat(Eligibility.decide(mentor)).isEqualTo(new FundingPosition(PARTICIPANT, null, NOT_YET));
    }

    @ParameterizedTest(name = "first training registered {0}: from {1}")
    @CsvSource({
        "2025-08-18T09:15:00Z, 2025-08-18",
        "2025-08-18T22:59:59Z, 2025-08-18",
        "2025-08-18T23:00:00Z, 2025-08-19",
        "2026-01-04T23:59:59Z, 2026-01-04"
    })
    void mentorIsEligibleFromRegistrationOfFirstTraining(String registeredAt, LocalDate eligibleFrom) {
        var mentor = participant(
                PARTICIPANT,
                List.of(at(Role.MENTOR, REGISTERED)),
                List.of(training(Role.MENTOR, "2026-02-02T09:00:00Z"), training(Role.MENTOR, registeredAt)),
                List.of());

        assertThat(Eligibility.decide(mentor))
                .isEqualTo(new FundingPosition(PARTICIPANT, null, new RoleFunding(eligibleFrom, null, null)));
    }

    @Test
    void mentorWithoutTrainingIsNotEligible() {
        var mentor = participant(PARTICIPANT, List.of(at(Role.MENTOR, REGISTERED)), List.of(), List.of());

        assertThat(Eligibility.decide(mentor)).isEqualTo(new FundingPosition(PARTICIPANT, null, NOT_YET));
    }

    @Test
    void ectTrainingDoesNotMakeAMentorEligible() {
        var both = participant(
                PARTICIPANT,
                List.of(at(Role.ECT, REGISTERED), at(Role.MENTOR, "2025-10-01T09:00:00Z")),
                List.of(training(Role.ECT, REGISTERED)),
                List.of());

        assertThat(Eligibility.decide(both)).isEqualTo(new FundingPosition(PARTICIPANT, NOT_YET, NOT_YET));
    }

    @Test
    void notEligibleIsPublished() {
        assertThat(Eligibility.changes(null, Eligibility.decide(ect(REGISTERED))))
                .containsExactly(new EligibilityDecided(Role.ECT, null));
    }

    @Test
    void decidingAgainChangesNothing() {
        var position = Eligibility.decide(ect(REGISTERED, induction("2025-09-01", null, "2025-09-05T09:00:00Z")));

        assertThat(Eligibility.changes(position, position)).isEmpty();
    }

    @Test
    void onlyTheChangedRoleIsPublished() {
        var before = new FundingPosition(PARTICIPANT, NOT_YET, new RoleFunding(LocalDate.of(2025, 8, 18), null, null));
        var now = new FundingPosition(
                PARTICIPANT, new RoleFunding(LocalDate.of(2025, 9, 5), null, null), before.mentor());

        assertThat(Eligibility.changes(before, now))
                .containsExactly(new EligibilityDecided(Role.ECT, LocalDate.of(2025, 9, 5)));
    }

    private static Participant ect(String registeredAt, InductionPeriod... inductions) {
        return participant(PARTICIPANT, List.of(at(Role.ECT, registeredAt)), List.of(), List.of(inductions));
    }
}
