package uk.gov.education.training.providerapi.domain.declarations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static uk.gov.education.training.events.DeclarationType.STARTED;
import static uk.gov.education.training.providerapi.domain.ParticipantFactsFixture.AMBER;
import static uk.gov.education.training.providerapi.domain.ParticipantFactsFixture.ASHDOWN;
import static uk.gov.education.training.providerapi.domain.ParticipantFactsFixture.OAKFIELD;
import static uk.gov.education.training.providerapi.domain.ParticipantFactsFixture.PRIYA;
import static uk.gov.education.training.providerapi.domain.ParticipantFactsFixture.id;
import static uk.gov.education.training.providerapi.domain.VerdictAssertions.accepted;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import uk.gov.education.training.events.ContractPeriod;
import uk.gov.education.training.events.ContractPeriod.Milestone;
import uk.gov.education.training.events.ContractPeriod.Schedule;
import uk.gov.education.training.events.DeclarationType;
import uk.gov.education.training.events.Declarations.Declaration;
import uk.gov.education.training.events.Participant.CohortReason;
import uk.gov.education.training.events.Role;
import uk.gov.education.training.providerapi.domain.ParticipantFactsFixture;
import uk.gov.education.training.providerapi.domain.declarations.DeclarationOutcome.Changed;

/** Tests the uplifts of declarations about Priya at Oakfield, whom Amber trains in cohort 2023. */
class SubmitDeclarationUpliftTest {

    private static final Instant AT = Instant.parse("2026-02-16T10:12:45.123456Z");

    private static ParticipantFactsFixture inTraining(Role role) {
        ParticipantFactsFixture given =
                role == Role.ECT ? ParticipantFactsFixture.ect() : ParticipantFactsFixture.mentor();
        return given.training(
                        AMBER,
                        role == Role.ECT
                                ? ParticipantFactsFixture.OAKFIELD_PERIOD
                                : ParticipantFactsFixture.MENTOR_PERIOD,
                        "2025-09-01",
                        null,
                        true)
                .scheduled()
                .inCohort(2023, CohortReason.STANDARD);
    }

    private static Declaration declared(ParticipantFactsFixture given, Role role, DeclarationType type) {
        return declarations(given, role, type).getLast();
    }

    private static List<Declaration> declarations(ParticipantFactsFixture given, Role role, DeclarationType type) {
        ContractPeriod cohort = new ContractPeriod(
                2023,
                LocalDate.of(2023, 6, 1),
                LocalDate.of(2024, 5, 31),
                true,
                null,
                false,
                false,
                true,
                List.of(new Schedule(
                        "ecf-standard-september",
                        Stream.of(DeclarationType.values())
                                .map(each -> new Milestone(each.wireName(), LocalDate.of(2023, 6, 1), null))
                                .toList())));
        Changed changed = assertThat(accepted(SubmitDeclarationRules.decide(
                        new Submission(id(900), AMBER, AT, AT),
                        Optional.of(given.facts()),
                        new DeclarationRequest(
                                PRIYA.toString(),
                                role,
                                type.wireName(),
                                "2025-10-06T09:00:00Z",
                                "training-event-attended"),
                        new DeclarationContext(List.of(cohort), List.of(), Set.of()))))
                .asInstanceOf(InstanceOfAssertFactories.type(Changed.class))
                .actual();
        return changed.declarations().declarations();
    }

    @ParameterizedTest(name = "a start of a {0} at a school with pupil premium {1} and sparsity {2}")
    @CsvSource({
        "ECT,    true,  false",
        "ECT,    false, true",
        "ECT,    true,  true",
        "ECT,    false, false",
        "MENTOR, true,  false",
        "MENTOR, false, true",
    })
    void startHasTheUpliftsOfTheSchoolInTheCohort(Role role, boolean pupilPremium, boolean sparsity) {
        ParticipantFactsFixture given =
                inTraining(role).upliftFeesIn(2023).schoolUplift(OAKFIELD, 2023, pupilPremium, sparsity);

        assertThat(declared(given, role, STARTED))
                .extracting(Declaration::pupilPremiumUplift, Declaration::sparsityUplift)
                .containsExactly(pupilPremium, sparsity);
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "STARTED")
    void otherDeclarationsHaveNoUplift(DeclarationType type) {
        ParticipantFactsFixture given =
                inTraining(Role.ECT).upliftFeesIn(2023).schoolUplift(OAKFIELD, 2023, true, true);

        assertHasNoUplift(declared(given, Role.ECT, type));
    }

    @Test
    void startInACohortWithoutUpliftFeesHasNone() {
        ParticipantFactsFixture given =
                inTraining(Role.ECT).upliftFeesIn(2022).schoolUplift(OAKFIELD, 2023, true, true);

        assertHasNoUplift(declared(given, Role.ECT, STARTED));
    }

    @Test
    void upliftsOfAnotherCohortOrSchoolDoNotCount() {
        ParticipantFactsFixture given = inTraining(Role.ECT)
                .upliftFeesIn(2022)
                .upliftFeesIn(2023)
                .schoolUplift(OAKFIELD, 2022, true, true)
                .schoolUplift(ASHDOWN, 2023, true, true);

        assertHasNoUplift(declared(given, Role.ECT, STARTED));
    }

    @Test
    void earlierDeclarationsKeepTheirUplifts() {
        ParticipantFactsFixture given = inTraining(Role.ECT)
                .declared(AMBER, STARTED, "2025-09-15T09:00:00Z")
                .uplifted(true, false)
                .upliftFeesIn(2023)
                .schoolUplift(OAKFIELD, 2023, false, true);

        assertThat(declarations(given, Role.ECT, DeclarationType.RETAINED_1))
                .extracting(Declaration::pupilPremiumUplift, Declaration::sparsityUplift)
                .containsExactly(tuple(true, false), tuple(false, false));
    }

    private static void assertHasNoUplift(Declaration declaration) {
        assertThat(declaration)
                .extracting(Declaration::pupilPremiumUplift, Declaration::sparsityUplift)
                .containsExactly(false, false);
    }
}
