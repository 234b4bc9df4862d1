package uk.gov.education.training.system;

import static org.assertj.core.api.Assertions.assertThat;
import static uk.gov.education.training.testsupport.ContractPeriodFixtures.contractPeriod;
import static uk.gov.education.training.testsupport.ParticipantFixtures.PARTICIPANT;
import static uk.gov.education.training.testsupport.ParticipantFixtures.providerLed;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import uk.gov.education.training.events.ContractPeriod;
import uk.gov.education.training.events.ContractPeriod.Milestone;
import uk.gov.education.training.events.ContractPeriod.Schedule;
import uk.gov.education.training.events.Declarations;
import uk.gov.education.training.events.Declarations.Declaration;
import uk.gov.education.training.events.FundingPosition;
import uk.gov.education.training.events.Participant;
import uk.gov.education.training.events.Participant.InductionPeriod;
import uk.gov.education.training.events.Participant.Training;
import uk.gov.education.training.events.Role;
import uk.gov.education.training.events.School.Uplift;
import uk.gov.education.training.events.Statement.StatementStatus;
import uk.gov.education.training.funding.domain.contracts.ContractKey;
import uk.gov.education.training.funding.domain.declarations.Funding;
import uk.gov.education.training.funding.domain.declarations.Funding.FundingOutcome;
import uk.gov.education.training.funding.domain.declarations.Funding.StoredPayment;
import uk.gov.education.training.funding.domain.declarations.OutputStatement;
import uk.gov.education.training.platform.rules.Verdict;
import uk.gov.education.training.providerapi.domain.declarations.DeclarationContext;
import uk.gov.education.training.providerapi.domain.declarations.DeclarationOutcome;
import uk.gov.education.training.providerapi.domain.declarations.DeclarationRequest;
import uk.gov.education.training.providerapi.domain.declarations.DeclarationView;
import uk.gov.education.training.providerapi.domain.declarations.Submission;
import uk.gov.education.training.providerapi.domain.declarations.SubmitDeclarationRules;
import uk.gov.education.training.providerapi.domain.participants.ParticipantFacts;
import uk.gov.education.training.providerapi.domain.participants.ReferenceData;
import uk.gov.education.training.providerapi.domain.participants.Uplifts;
import uk.gov.education.training.schedule.domain.ScheduleRules;
import uk.gov.education.training.testsupport.ParticipantFixtures;

/**
 * The uplifts of a school pass through the rules of three services: provider-api-service keeps them in the start that a
 * lead provider declares, funding-service pays for the start, and the lead provider sees that the uplift was paid.
 */
class UpliftFlowTest {

    private static final int COHORT = 2023;
    private static final Instant DECLARED_AT = Instant.parse("2023-11-06T10:00:00Z");
    private static final UUID STATEMENT = new UUID(0, 31);

    private final ContractPeriod cohort = contractPeriod(COHORT)
            .withUpliftFeesEnabled(true)
            .withSchedules(List.of(new Schedule(
                    "ecf-standard-september", List.of(new Milestone("started", LocalDate.parse("2023-06-01"), null)))));
    private final Training training = providerLed(1, COHORT, "2023-09-01", "2023-07-03T13:22:50Z")
            .withPartnershipId(new UUID(0, 11))
            .withDeliveryPartnerId(new UUID(0, 12));
    private final Participant participant = ParticipantFixtures.participant(PARTICIPANT, training)
            .withEctTrainingRecordId(new UUID(0, 13))
            .withInductionPeriods(List.of(new InductionPeriod(
                    new UUID(0, 14),
                    LocalDate.parse("2023-09-01"),
                    null,
                    null,
                    null,
                    Instant.parse("2023-09-04T09:00:00Z"),
                    null)));

    /** What provider-api-service knows about the participant, with the uplifts that the school has published. */
    private ParticipantFacts facts(Declarations declarations, FundingPosition funding, Uplift uplift) {
        ParticipantFacts registered = ParticipantFacts.of(participant);
        return new ParticipantFacts(
                participant,
                registered.reports(),
                declarations,
                ScheduleRules.assign(participant, registered.reports(), Map.of(COHORT, cohort)),
                funding,
                new ReferenceData(
                        Map.of(),
                        Map.of(),
                        Map.of(),
                        new Uplifts(
                                cohort.upliftFeesEnabled() ? Set.of(COHORT) : Set.of(),
                                Map.of(training.schoolUrn(), List.of(uplift)))));
    }

    private Declarations declareStart(Uplift uplift) {
        Verdict<DeclarationOutcome> verdict = SubmitDeclarationRules.decide(
                new Submission(new UUID(0, 21), training.leadProviderId(), DECLARED_AT, DECLARED_AT),
                Optional.of(facts(
                        new Declarations(PARTICIPANT, List.of()),
                        new FundingPosition(PARTICIPANT, null, null),
                        uplift)),
                new DeclarationRequest(
                        PARTICIPANT.toString(), Role.ECT, "started", "2023-11-06T09:00:00Z", "training-event-attended"),
                new DeclarationContext(List.of(cohort), List.of(), Set.of()));
        assertThat(verdict).isInstanceOf(Verdict.Accepted.class);
        return ((DeclarationOutcome.Changed) ((Verdict.Accepted<DeclarationOutcome>) verdict).value()).declarations();
    }

    private FundingOutcome fund(Declarations declarations, StatementStatus status, @Nullable FundingOutcome before) {
        Declaration start = declarations.declarations().getFirst();
        return Funding.decide(
                participant,
                declarations.declarations(),
                before == null
                        ? Map.of()
                        : Map.of(
                                start.id(),
                                new StoredPayment(
                                        PARTICIPANT,
                                        before.updates().getFirst().payment(),
                                        status == StatementStatus.PAID ? STATEMENT : null,
                                        null)),
                Map.of(
                        ContractKey.of(start),
                        List.of(new OutputStatement(
                                STATEMENT, new UUID(0, 32), status, LocalDate.parse("2023-11-30")))),
                before == null ? null : before.position());
    }

    private DeclarationView seen(Declarations declarations, FundingOutcome funding, Uplift uplift) {
        return DeclarationView.of(training.leadProviderId(), facts(declarations, funding.position(), uplift))
                .getFirst();
    }

    @ParameterizedTest
    @CsvSource({"true, false, true", "false, true, true", "true, true, true", "false, false, false"})
    void leadProviderSeesThatAnUpliftWasPaidWithItsStatement(boolean pupilPremium, boolean sparsity, boolean paid) {
        Uplift uplift = new Uplift(COHORT, pupilPremium, sparsity);

        Declarations declared = declareStart(uplift);
        FundingOutcome eligible = fund(declared, StatementStatus.OPEN, null);

        assertThat(seen(declared, eligible, uplift).statementId()).isEqualTo(STATEMENT);
        assertThat(seen(declared, eligible, uplift).upliftPaid()).isFalse();
        FundingOutcome payable = fund(declared, StatementStatus.PAYABLE, eligible);
        FundingOutcome settled = fund(declared, StatementStatus.PAID, payable);
        assertThat(seen(declared, settled, uplift).upliftPaid()).isEqualTo(paid);
    }

    @Test
    void laterChangeOfTheSchoolDoesNotChangeWhatIsPaid() {
        Declarations declared = declareStart(new Uplift(COHORT, true, false));
        Uplift later = new Uplift(COHORT, false, false);

        FundingOutcome payable = fund(declared, StatementStatus.PAYABLE, fund(declared, StatementStatus.OPEN, null));

        assertThat(seen(declared, fund(declared, StatementStatus.PAID, payable), later)
                        .upliftPaid())
                .isTrue();
    }
}
