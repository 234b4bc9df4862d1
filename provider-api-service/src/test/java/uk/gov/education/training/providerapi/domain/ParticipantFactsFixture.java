package uk.gov.education.training.providerapi.domain;

import static java.math.BigDecimal.ZERO;
import static uk.gov.education.training.testsupport.DeclarationFixtures.declaration;
import static uk.gov.education.training.testsupport.ParticipantFixtures.finished;
import static uk.gov.education.training.testsupport.ParticipantFixtures.withoutCohort;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import uk.gov.education.training.events.DeclarationType;
import uk.gov.education.training.events.Declarations;
import uk.gov.education.training.events.Declarations.Declaration;
import uk.gov.education.training.events.FundingPosition;
import uk.gov.education.training.events.FundingPosition.DeclarationFunding;
import uk.gov.education.training.events.FundingPosition.DeclarationState;
import uk.gov.education.training.events.FundingPosition.RoleFunding;
import uk.gov.education.training.events.Participant;
import uk.gov.education.training.events.Participant.CohortReason;
import uk.gov.education.training.events.Participant.EndReason;
import uk.gov.education.training.events.Participant.Ending;
import uk.gov.education.training.events.Participant.IdChange;
import uk.gov.education.training.events.Participant.InductionOutcome;
import uk.gov.education.training.events.Participant.InductionPeriod;
import uk.gov.education.training.events.Participant.Mentorship;
import uk.gov.education.training.events.Participant.SchoolPeriod;
import uk.gov.education.training.events.Participant.Training;
import uk.gov.education.training.events.ParticipantSchoolPeriodBuilder;
import uk.gov.education.training.events.ParticipantTrainingBuilder;
import uk.gov.education.training.events.Role;
import uk.gov.education.training.events.ScheduleAssignments;
import uk.gov.education.training.events.ScheduleAssignments.AssignmentReason;
import uk.gov.education.training.events.ScheduleAssignments.ScheduleAssignment;
import uk.gov.education.training.events.School.Uplift;
import uk.gov.education.training.events.Statement;
import uk.gov.education.training.events.Statement.FeeType;
import uk.gov.education.training.events.Statement.StatementStatus;
import uk.gov.education.training.events.Statement.Totals;
import uk.gov.education.training.events.StatementBuilder;
import uk.gov.education.training.events.TrainingProgramme;
import uk.gov.education.training.events.TrainingReports;
import uk.gov.education.training.events.TrainingReports.CohortMove;
import uk.gov.education.training.events.TrainingReports.ScheduleReport;
import uk.gov.education.training.events.TrainingReports.StatusReport;
import uk.gov.education.training.events.TrainingReports.TrainingStatus;
import uk.gov.education.training.events.WorkingPattern;
import uk.gov.education.training.providerapi.domain.participants.ParticipantFacts;
import uk.gov.education.training.providerapi.domain.participants.ReferenceData;
import uk.gov.education.training.providerapi.domain.participants.ReferenceData.Move;
import uk.gov.education.training.providerapi.domain.participants.Uplifts;
import uk.gov.education.training.testsupport.ParticipantFixtures;

/** Builds the facts about Priya Okafor step by step. Ids and dates are fixed. */
public final class ParticipantFactsFixture {

    public static final UUID PRIYA = id(1);
    public static final UUID AMBER = id(11);
    public static final UUID BRACKEN = id(12);
    public static final UUID CEDAR = id(13);
    public static final UUID OAKFIELD_PERIOD = id(21);
    public static final UUID ASHDOWN_PERIOD = id(22);
    public static final UUID MENTOR_PERIOD = id(23);
    public static final UUID TOMASZ = id(2);
    public static final UUID ZADIE = id(3);
    public static final String OAKFIELD = "900001";
    public static final String ASHDOWN = "900002";
    public static final Instant REGISTERED_AT = Instant.parse("2025-07-03T13:22:50.123456Z");
    public static final Instant VOIDED_AT = Instant.parse("2026-01-31T23:59:59.5Z");

    private final List<SchoolPeriod> schoolPeriods = new ArrayList<>();
    private final List<Training> trainings = new ArrayList<>();
    private final List<Mentorship> mentorships = new ArrayList<>();
    private final List<InductionPeriod> inductionPeriods = new ArrayList<>();
    private final List<ScheduleAssignment> assignments = new ArrayList<>();
    private TrainingReports reports = new TrainingReports(PRIYA, List.of());
    private Declarations declarations = new Declarations(PRIYA, List.of());
    private final List<DeclarationFunding> settled = new ArrayList<>();
    private final Map<UUID, UUID> deliveryPartners = new HashMap<>();
    private final Map<Move, UUID> successors = new HashMap<>();
    private final Map<String, List<Uplift>> uplifts = new HashMap<>();
    private final Set<Integer> cohortsWithUpliftFees = new HashSet<>();
    private @Nullable RoleFunding ectFunding;
    private @Nullable RoleFunding mentorFunding;
    private final List<IdChange> idChanges = new ArrayList<>();
    private final Map<UUID, String> leadProviderNames =
            new HashMap<>(Map.of(AMBER, "Amber Training", BRACKEN, "Bracken Training"));

    public static UUID id(int n) {
        return UUID.fromString("00000000-0000-4000-8000-%012d".formatted(n));
    }

    public static LocalDate date(String date) {
        return LocalDate.parse(date);
    }

    /** At Oakfield as an ECT since 1 September 2025. */
    public static ParticipantFactsFixture ect() {
        return new ParticipantFactsFixture().at(OAKFIELD_PERIOD, Role.ECT, OAKFIELD, "2025-09-01");
    }

    /** At Oakfield as a mentor since 1 September 2025. */
    public static ParticipantFactsFixture mentor() {
        return new ParticipantFactsFixture().at(MENTOR_PERIOD, Role.MENTOR, OAKFIELD, "2025-09-01");
    }

    public ParticipantFactsFixture at(UUID id, Role role, String school, String startedOn) {
        return at(id, role, school, startedOn, null);
    }

    public ParticipantFactsFixture at(
            UUID id, Role role, String school, String startedOn, @Nullable String finishedOn) {
        return at(id, role, school, startedOn, finishedOn, role == Role.ECT ? WorkingPattern.PART_TIME : null);
    }

    public ParticipantFactsFixture at(
            UUID id,
            Role role,
            String school,
            String startedOn,
            @Nullable String finishedOn,
            @Nullable WorkingPattern workingPattern) {
        schoolPeriods.add(ParticipantSchoolPeriodBuilder.builder()
                .id(id)
                .role(role)
                .schoolUrn(school)
                .email("priya@" + school + ".example.org")
                .startedOn(date(startedOn))
                .finishedOn(finishedOn == null ? null : date(finishedOn))
                .ending(finishedOn == null ? null : new Ending(EndReason.LEFT_SCHOOL, school, REGISTERED_AT))
                .workingPattern(workingPattern)
                .registeredAt(REGISTERED_AT)
                .createdAt(REGISTERED_AT.plusSeconds(schoolPeriods.size()))
                .build());
        return this;
    }

    /** Sets the email address in the last school period. */
    public ParticipantFactsFixture reachedAt(String email) {
        SchoolPeriod period = schoolPeriods.removeLast();
        schoolPeriods.add(period.withEmail(email));
        return this;
    }

    public ParticipantFactsFixture trainedBy(UUID leadProvider, String startedOn, @Nullable String finishedOn) {
        return training(leadProvider, OAKFIELD_PERIOD, startedOn, finishedOn, true)
                .scheduled();
    }

    public ParticipantFactsFixture training(
            UUID leadProvider, UUID schoolPeriodId, String startedOn, @Nullable String finishedOn, boolean confirmed) {
        SchoolPeriod period = schoolPeriods.stream()
                .filter(p -> p.id().equals(schoolPeriodId))
                .findFirst()
                .orElseThrow();
        trainings.add(ParticipantTrainingBuilder.builder()
                .id(id(100 + trainings.size()))
                .role(period.role())
                .schoolPeriodId(schoolPeriodId)
                .schoolUrn(period.schoolUrn())
                .programme(TrainingProgramme.PROVIDER_LED)
                .leadProviderId(leadProvider)
                .cohort(2025)
                .cohortReason(CohortReason.STANDARD)
                .partnershipId(confirmed ? id(30) : null)
                .deliveryPartnerId(confirmed ? id(40) : null)
                .startedOn(date(startedOn))
                .finishedOn(finishedOn == null ? null : date(finishedOn))
                .ending(
                        finishedOn == null
                                ? null
                                : new Ending(EndReason.LEFT_SCHOOL, period.schoolUrn(), REGISTERED_AT))
                .registeredAt(REGISTERED_AT)
                .createdAt(REGISTERED_AT)
                .build());
        return this;
    }

    /** Adds school-led training. */
    public ParticipantFactsFixture schoolLed(UUID schoolPeriodId, String startedOn, @Nullable String finishedOn) {
        training(AMBER, schoolPeriodId, startedOn, finishedOn, false);
        Training t = trainings.removeLast();
        trainings.add(withoutCohort(t)
                .withProgramme(TrainingProgramme.SCHOOL_LED)
                .withLeadProviderId(null)
                .withCreatedAt(t.registeredAt()));
        return this;
    }

    /** Sets the time at which the last training was registered. */
    public ParticipantFactsFixture registeredAt(String time) {
        Training training = trainings.removeLast();
        trainings.add(training.withRegisteredAt(Instant.parse(time)));
        return this;
    }

    /** Sets the real time at which the last training was registered. */
    public ParticipantFactsFixture createdAt(String time) {
        trainings.add(trainings.removeLast().withCreatedAt(Instant.parse(time)));
        return this;
    }

    /** Ends the last training on that day for that reason. */
    public ParticipantFactsFixture ended(String finishedOn, EndReason reason) {
        Training t = trainings.removeLast();
        trainings.add(finished(t, date(finishedOn), reason, REGISTERED_AT));
        return this;
    }

    /** Assigns a schedule to the last training. */
    public ParticipantFactsFixture scheduled() {
        Training training = trainings.getLast();
        assignments.add(new ScheduleAssignment(
                training.id(),
                training.role(),
                2025,
                "ecf-standard-september",
                AssignmentReason.STANDARD,
                training.registeredAt()));
        return this;
    }

    public ParticipantFactsFixture mentoredBy(UUID mentor, String startedOn, @Nullable String finishedOn) {
        return mentorship(mentor, PRIYA, OAKFIELD, startedOn, finishedOn);
    }

    public ParticipantFactsFixture mentorship(
            UUID mentor, UUID ect, String school, String startedOn, @Nullable String finishedOn) {
        mentorships.add(ParticipantFixtures.mentorship(
                        id(200 + mentorships.size()), mentor, ect, school, date(startedOn), REGISTERED_AT)
                .withFinishedOn(finishedOn == null ? null : date(finishedOn)));
        return this;
    }

    public ParticipantFactsFixture inducted(
            String startedOn, @Nullable String finishedOn, @Nullable InductionOutcome outcome) {
        inductionPeriods.add(new InductionPeriod(
                id(300 + inductionPeriods.size()),
                date(startedOn),
                finishedOn == null ? null : date(finishedOn),
                outcome,
                null,
                REGISTERED_AT,
                finishedOn == null ? null : REGISTERED_AT));
        return this;
    }

    /** Adds a status report of the last training's provider. */
    public ParticipantFactsFixture reported(TrainingStatus status, @Nullable String reason, String at) {
        Training training = trainings.getLast();
        reports = reports.with(
                training.id(), training.leadProviderId(), new StatusReport(status, reason, Instant.parse(at)));
        return this;
    }

    /** Adds a schedule report of the last training's provider. */
    public ParticipantFactsFixture rescheduled(
            int cohort, String identifier, UUID partnership, CohortMove move, String at) {
        Training training = trainings.getLast();
        reports = reports.with(
                training.id(),
                training.leadProviderId(),
                new ScheduleReport(cohort, identifier, partnership, move, Instant.parse(at)));
        return this;
    }

    /** Sets the delivery partner of a partnership that training may have moved to. */
    public ParticipantFactsFixture through(UUID partnership, UUID deliveryPartner) {
        deliveryPartners.put(partnership, deliveryPartner);
        return this;
    }

    /** Deletes a partnership that training may have moved to, and lets another one take over from it. */
    public ParticipantFactsFixture succeeded(UUID deleted, UUID successor) {
        deliveryPartners.remove(deleted);
        successors.put(new Move(trainings.getLast().id(), deleted), successor);
        return this;
    }

    /** Sets the cohort of the last training and the reason for it. */
    public ParticipantFactsFixture inCohort(int cohort, CohortReason reason) {
        Training t = trainings.removeLast();
        trainings.add(t.withCohort(cohort).withCohortReason(reason));
        return this;
    }

    /** Adds a declaration by a provider about the last training, in its cohort, submitted an hour after its date. */
    public ParticipantFactsFixture declared(UUID leadProvider, DeclarationType type, String date) {
        Training training = trainings.getLast();
        Instant moment = Instant.parse(date);
        declarations = declarations.with(declaration(
                        id(500 + declarations.declarations().size()),
                        training.withLeadProviderId(leadProvider),
                        type,
                        moment)
                .withDeliveryPartnerId(id(40))
                .withSubmittedAt(moment.plusSeconds(3600))
                .withCreatedAt(moment.plusSeconds(3601)));
        return this;
    }

    /** Voids the last declaration. */
    public ParticipantFactsFixture voided() {
        declarations = declarations.voided(declarations.declarations().getLast().id(), VOIDED_AT);
        return this;
    }

    /** Adds a request to void the last declaration. */
    public ParticipantFactsFixture askedToVoid(Instant at) {
        declarations = declarations.voidingRequested(
                declarations.declarations().getLast().id(), at);
        return this;
    }

    /** Refuses the request to void the declaration with the latest funding decision. */
    public ParticipantFactsFixture refusedToVoid(Instant at) {
        settled.add(settled.removeLast().refusing(at));
        return this;
    }

    /** Sets the uplifts of the last declaration. */
    public ParticipantFactsFixture uplifted(boolean pupilPremium, boolean sparsity) {
        List<Declaration> all = new ArrayList<>(declarations.declarations());
        Declaration d = all.removeLast();
        all.add(d.withPupilPremiumUplift(pupilPremium).withSparsityUplift(sparsity));
        declarations = new Declarations(PRIYA, all);
        return this;
    }

    /** Sets the payment state of the last declaration. */
    public ParticipantFactsFixture settled(
            DeclarationState state, @Nullable UUID statement, @Nullable UUID clawbackStatement) {
        settled.add(new DeclarationFunding(
                declarations.declarations().getLast().id(), state, statement, clawbackStatement));
        return this;
    }

    public static Statement statement(UUID leadProvider, int cohort, FeeType feeType, String deadline) {
        return StatementBuilder.builder()
                .id(id(700))
                .leadProviderId(leadProvider)
                .cohort(cohort)
                .month(3)
                .year(2026)
                .feeType(feeType)
                .status(StatementStatus.OPEN)
                .deadlineDate(date(deadline))
                .paymentDate(date(deadline).plusDays(30))
                .createdAt(REGISTERED_AT)
                .totals(new Totals(ZERO, ZERO, ZERO, ZERO, ZERO, ZERO, ZERO))
                .build();
    }

    public ParticipantFactsFixture fundedAsEct(RoleFunding funding) {
        ectFunding = funding;
        return this;
    }

    public ParticipantFactsFixture fundedAsMentor(RoleFunding funding) {
        mentorFunding = funding;
        return this;
    }

    /** Merges another record of hers into this one. */
    public ParticipantFactsFixture mergedFrom(UUID duplicate, String at) {
        idChanges.add(new IdChange(duplicate, PRIYA, Instant.parse(at)));
        return this;
    }

    /** Sets whether a school gets uplifts for its participants of a cohort. */
    public ParticipantFactsFixture schoolUplift(String school, int cohort, boolean pupilPremium, boolean sparsity) {
        uplifts.computeIfAbsent(school, urn -> new ArrayList<>()).add(new Uplift(cohort, pupilPremium, sparsity));
        return this;
    }

    /** Lets a cohort pay uplift fees. */
    public ParticipantFactsFixture upliftFeesIn(int cohort) {
        cohortsWithUpliftFees.add(cohort);
        return this;
    }

    /** Removes the name of a lead provider that no partnership has named yet. */
    public ParticipantFactsFixture unnamed(UUID leadProvider) {
        leadProviderNames.remove(leadProvider);
        return this;
    }

    /** The remains of Priya's record after it was merged into another. */
    public static Participant mergedRecord() {
        return ParticipantFixtures.mergedRecord(PRIYA, TOMASZ, REGISTERED_AT);
    }

    public ParticipantFacts facts() {
        return new ParticipantFacts(
                ParticipantFixtures.participant(PRIYA)
                        .withTrn("3104872")
                        .withFullName("Priya Okafor")
                        .withEctTrainingRecordId(id(5))
                        .withMentorTrainingRecordId(id(6))
                        .withSchoolPeriods(schoolPeriods)
                        .withTrainings(trainings)
                        .withMentorships(mentorships)
                        .withInductionPeriods(inductionPeriods)
                        .withIdChanges(idChanges),
                reports,
                declarations,
                new ScheduleAssignments(PRIYA, assignments),
                new FundingPosition(PRIYA, ectFunding, mentorFunding, settled),
                new ReferenceData(
                        deliveryPartners, successors, leadProviderNames, new Uplifts(cohortsWithUpliftFees, uplifts)));
    }
}
