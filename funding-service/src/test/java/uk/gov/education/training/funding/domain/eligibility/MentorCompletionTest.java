package uk.gov.education.training.funding.domain.eligibility;

import static org.assertj.core.api.Assertions.assertThat;
import static uk.gov.education.training.funding.domain.declarations.FundingFixtures.TRAINING;
import static uk.gov.education.training.funding.domain.declarations.FundingFixtures.declaration;
import static uk.gov.education.training.funding.domain.declarations.FundingFixtures.mentor;
import static uk.gov.education.training.testsupport.ParticipantFixtures.PARTICIPANT;
import static uk.gov.education.training.testsupport.ParticipantFixtures.finished;
import static uk.gov.education.training.testsupport.ParticipantFixtures.mentorTraining;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import uk.gov.education.training.events.DeclarationType;
import uk.gov.education.training.events.Declarations.Declaration;
import uk.gov.education.training.events.FundingChange.EligibilityDecided;
import uk.gov.education.training.events.FundingChange.MentorFundingEnded;
import uk.gov.education.training.events.FundingChange.MentorFundingReopened;
import uk.gov.education.training.events.FundingPosition;
import uk.gov.education.training.events.FundingPosition.RoleFunding;
import uk.gov.education.training.events.Participant.EndReason;
import uk.gov.education.training.events.Participant.Training;
import uk.gov.education.training.events.Role;
import uk.gov.education.training.funding.domain.declarations.Funding;
import uk.gov.education.training.funding.domain.declarations.Funding.FundingOutcome;
import uk.gov.education.training.funding.domain.declarations.FundingFixtures;

class MentorCompletionTest {

    private static final LocalDate ELIGIBLE = LocalDate.of(2025, 8, 18);
    private static final Instant DECLARED = Instant.parse("2026-07-20T09:00:00Z");

    @Test
    void completedDeclarationEndsMentorFundingOnItsDay() {
        var outcome = decide(null, completed(1, "2026-06-30T23:30:00Z"));

        assertThat(outcome.position().mentor())
                .isEqualTo(new RoleFunding(ELIGIBLE, LocalDate.of(2026, 7, 1), "completed_declaration_received"));
        assertThat(outcome.changes())
                .containsExactly(
                        new EligibilityDecided(Role.MENTOR, ELIGIBLE),
                        new MentorFundingEnded(LocalDate.of(2026, 7, 1), "completed_declaration_received"));
    }

    @Test
    void submittedCompletedDeclarationEndsFundingToo() {
        var outcome = decide(null, completed(1, "2026-06-30T09:00:00Z"));

        assertThat(outcome.position().declarations()).isEmpty();
        assertThat(outcome.position().mentor()).extracting(RoleFunding::endedOn).isNotNull();
    }

    @Test
    void voidingReopensTheFunding() {
        var before = decide(null, completed(1, "2026-06-30T09:00:00Z")).position();

        var outcome = decide(before, voided(completed(1, "2026-06-30T09:00:00Z")));

        assertThat(outcome.position().mentor()).isEqualTo(new RoleFunding(ELIGIBLE, null, null));
        assertThat(outcome.changes()).startsWith(new MentorFundingReopened());
    }

    @Test
    void latestCompletedDeclarationCounts() {
        var before = decide(null, completed(1, "2026-06-30T09:00:00Z")).position();

        var outcome = decide(before, completed(1, "2026-06-30T09:00:00Z"), completed(2, "2026-07-10T09:00:00Z"));
        assertThat(outcome.changes())
                .startsWith(new MentorFundingEnded(LocalDate.of(2026, 7, 10), "completed_declaration_received"));

        var onlyTheEarlier = decide(
                outcome.position(), completed(1, "2026-06-30T09:00:00Z"), voided(completed(2, "2026-07-10T09:00:00Z")));
        assertThat(onlyTheEarlier.changes())
                .startsWith(new MentorFundingEnded(LocalDate.of(2026, 6, 30), "completed_declaration_received"));
    }

    @ParameterizedTest
    @EnumSource(value = DeclarationType.class, names = "COMPLETED", mode = EnumSource.Mode.EXCLUDE)
    void noOtherDeclarationEndsFunding(DeclarationType type) {
        var declared = declaration(id(1), Role.MENTOR, type, "2026-06-30T09:00:00Z", "2026-06-30T09:00:00Z");

        assertThat(MentorCompletion.of(List.of(declared))).isEmpty();
    }

    @Test
    void completedDeclarationOfAnEctEndsNothing() {
        var declared = declaration(id(1), DeclarationType.COMPLETED, "2026-06-30T09:00:00Z");

        assertThat(MentorCompletion.of(List.of(declared))).isEmpty();
    }

    @ParameterizedTest(name = "declared {0}, training until {1}: {2}")
    @CsvSource({
        // training began on 1 September 2025
        "2026-06-30, ,           2026-06-30",
        "2026-06-30, 2026-07-31, 2026-06-30",
        "2026-06-30, 2026-05-31, 2026-05-31",
        "2025-09-02, ,           2025-09-02",
        "2025-09-01, ,           2025-09-02",
        "2025-06-15, ,           2025-09-02",
        "2025-06-15, 2025-08-31, 2025-08-31"
    })
    void trainingEndsWithTheCompletionUnlessItEndsEarlier(
            LocalDate completedOn, @Nullable LocalDate reported, LocalDate finishedOn) {
        var completion = new MentorCompletion(TRAINING, completedOn, DECLARED);

        assertThat(completion.finishedOn(training(TRAINING, reported, DECLARED.plusSeconds(60))))
                .isEqualTo(finishedOn);
    }

    @ParameterizedTest(name = "until {0}, reported {1}: {2}")
    @CsvSource({
        // completed on 30 June 2026, declared on 20 July
        "2026-07-10, 2026-07-09T09:00:00Z, 2026-07-10",
        "2026-07-20, 2026-07-20T09:00:00Z, 2026-07-20",
        "2026-07-21, 2026-07-09T09:00:00Z, 2026-06-30",
        // the end was reported after the declaration
        "2026-07-10, 2026-07-20T09:00:01Z, 2026-06-30",
        "2025-08-31, 2025-08-20T09:00:00Z, 2025-08-31"
    })
    void trainingThatEndedBeforeTheCompletionKeepsItsEnd(LocalDate reported, Instant reportedAt, LocalDate finishedOn) {
        var completion = new MentorCompletion(TRAINING, LocalDate.of(2026, 6, 30), DECLARED);

        assertThat(completion.finishedOn(training(TRAINING, reported, reportedAt)))
                .isEqualTo(finishedOn);
    }

    @Test
    void otherTrainingsDoNotEnd() {
        var completion = new MentorCompletion(TRAINING, LocalDate.of(2026, 6, 30), DECLARED);

        assertThat(completion.finishedOn(training(id(9), null, DECLARED))).isNull();
    }

    private static FundingOutcome decide(@Nullable FundingPosition before, Declaration... declarations) {
        return Funding.decide(mentor(PARTICIPANT), List.of(declarations), Map.of(), Map.of(), before);
    }

    private static Declaration completed(int number, String at) {
        return declaration(id(number), Role.MENTOR, DeclarationType.COMPLETED, at, "2026-07-20T09:00:00Z");
    }

    private static Declaration voided(Declaration declaration) {
        return declaration.voided(Instant.parse("2026-07-25T09:00:00Z"));
    }

    private static UUID id(int number) {
        return new UUID(0x9999, number);
    }

    private static Training training(UUID id, @Nullable LocalDate finishedOn, Instant reportedAt) {
        Training training = mentorTraining(1, 2025, "2025-09-01", FundingFixtures.REGISTERED)
                .withId(id);
        return finishedOn == null ? training : finished(training, finishedOn, EndReason.LEFT_SCHOOL, reportedAt);
    }
}
