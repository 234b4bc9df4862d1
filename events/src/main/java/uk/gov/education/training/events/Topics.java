package uk.gov.education.training.events;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import uk.gov.education.training.events.ContractPeriodChange.ContractPeriodRepublished;
import uk.gov.education.training.events.DeclarationChange.DeclarationsRepublished;
import uk.gov.education.training.events.DeliveryPartnerChange.DeliveryPartnerRepublished;
import uk.gov.education.training.events.FundingChange.FundingRepublished;
import uk.gov.education.training.events.LeadProviderChange.LeadProviderRepublished;
import uk.gov.education.training.events.ParticipantChange.ParticipantRepublished;
import uk.gov.education.training.events.PartnershipChange.PartnershipRepublished;
import uk.gov.education.training.events.ScheduleChange.SchedulesRepublished;
import uk.gov.education.training.events.SchoolChange.SchoolRepublished;
import uk.gov.education.training.events.SchoolReportOutcome.Outcome;
import uk.gov.education.training.events.StatementChange.StatementRepublished;
import uk.gov.education.training.events.TrainingChange.TrainingReportsRepublished;

/** All topics. Names are constants too, because annotations need them. */
public final class Topics {

    public static final String PARTICIPANT_CHANGES_NAME = "participant-changes";
    public static final String TRAINING_CHANGES_NAME = "training-changes";
    public static final String SCHEDULE_ASSIGNMENTS_NAME = "schedule-assignments";
    public static final String FUNDING_DECISIONS_NAME = "funding-decisions";
    public static final String CONTRACT_PERIODS_NAME = "contract-periods";
    public static final String PARTNERSHIPS_NAME = "partnerships";
    public static final String SCHOOLS_NAME = "schools";
    public static final String LEAD_PROVIDERS_NAME = "lead-providers";
    public static final String DELIVERY_PARTNERS_NAME = "delivery-partners";
    public static final String DECLARATIONS_NAME = "declarations";
    public static final String STATEMENTS_NAME = "statements";
    public static final String OPERATIONS_ALERTS_NAME = "operations-alerts";
    public static final String OPERATIONS_ACTIVITY_NAME = "operations-activity";

    public static final String SCHOOL_REPORTS_NAME = "school-reports";
    public static final String SCHOOL_REPORT_OUTCOMES_NAME = "school-report-outcomes";

    /** Changes that schools report about a participant. Key: participant id. Owner: school-updates-service. */
    public static final Topic<ParticipantChange, Participant> PARTICIPANT_CHANGES = Topic.of(
            PARTICIPANT_CHANGES_NAME,
            ParticipantChange.class,
            Participant.class,
            KeyFormat.ID,
            participant -> participant.id().toString());

    /** Changes of training that lead providers report. Key: participant id. Owner: provider-api-service. */
    public static final Topic<TrainingChange, TrainingReports> TRAINING_CHANGES = Topic.of(
            TRAINING_CHANGES_NAME,
            TrainingChange.class,
            TrainingReports.class,
            KeyFormat.ID,
            reports -> reports.participantId().toString());

    /** Which schedule each training has, and why. Key: participant id. Owner: schedule-service. */
    public static final Topic<ScheduleChange, ScheduleAssignments> SCHEDULE_ASSIGNMENTS = Topic.of(
            SCHEDULE_ASSIGNMENTS_NAME,
            ScheduleChange.class,
            ScheduleAssignments.class,
            KeyFormat.ID,
            all -> all.participantId().toString());

    /** Declarations of lead providers about training. Key: participant id. Owner: provider-api-service. */
    public static final Topic<DeclarationChange, Declarations> DECLARATIONS = Topic.of(
            DECLARATIONS_NAME, DeclarationChange.class, Declarations.class, KeyFormat.ID, all -> all.participantId()
                    .toString());

    /** Whether a participant's training can be funded. Key: participant id. Owner: funding-service. */
    public static final Topic<FundingChange, FundingPosition> FUNDING_DECISIONS = Topic.of(
            FUNDING_DECISIONS_NAME,
            FundingChange.class,
            FundingPosition.class,
            KeyFormat.ID,
            position -> position.participantId().toString());

    /** Monthly payments of DfE to lead providers. Key: statement id. Owner: funding-service. */
    public static final Topic<StatementChange, Statement> STATEMENTS =
            Topic.of(STATEMENTS_NAME, StatementChange.class, Statement.class, KeyFormat.ID, statement -> statement
                    .id()
                    .toString());

    /** Contract periods with their schedules and milestones. Key: year. Owner: schedule-service. */
    public static final Topic<ContractPeriodChange, ContractPeriod> CONTRACT_PERIODS = Topic.of(
            CONTRACT_PERIODS_NAME,
            ContractPeriodChange.class,
            ContractPeriod.class,
            KeyFormat.YEAR,
            period -> Integer.toString(period.year()));

    /**
     * Agreements of a lead provider and a delivery partner to train at a school in a cohort. Key: partnership id.
     * Owner: school-updates-service.
     */
    public static final Topic<PartnershipChange, Partnership> PARTNERSHIPS = Topic.of(
            PARTNERSHIPS_NAME, PartnershipChange.class, Partnership.class, KeyFormat.ID, partnership -> partnership
                    .id()
                    .toString());

    /** Schools. Key: school id. Owner: school-updates-service. */
    public static final Topic<SchoolChange, School> SCHOOLS =
            Topic.of(SCHOOLS_NAME, SchoolChange.class, School.class, KeyFormat.ID, school -> school.id()
                    .toString());

    /** Lead providers, with the cohorts of their contracts. Key: lead provider id. Owner: school-updates-service. */
    public static final Topic<LeadProviderChange, LeadProvider> LEAD_PROVIDERS = Topic.of(
            LEAD_PROVIDERS_NAME, LeadProviderChange.class, LeadProvider.class, KeyFormat.ID, provider -> provider.id()
                    .toString());

    /**
     * Delivery partners, and which lead provider may work with them in which cohort. Key: delivery partner id. Owner:
     * school-updates-service.
     */
    public static final Topic<DeliveryPartnerChange, DeliveryPartner> DELIVERY_PARTNERS = Topic.of(
            DELIVERY_PARTNERS_NAME,
            DeliveryPartnerChange.class,
            DeliveryPartner.class,
            KeyFormat.ID,
            partner -> partner.id().toString());

    /** Alerts for DfE operations. Key: service and condition. Owner: the service that the alert is about. */
    public static final Topic<AlertChange, Alert> OPERATIONS_ALERTS = Topic.of(
            OPERATIONS_ALERTS_NAME,
            AlertChange.class,
            Alert.class,
            KeyFormat.CONDITION,
            alert -> Alert.key(alert.service(), alert.condition()));

    /** The activity and state of every instance. Key: service and instance. Owner: each instance. */
    public static final Topic<ActivityChange, Activity> OPERATIONS_ACTIVITY =
            Topic.of(OPERATIONS_ACTIVITY_NAME, ActivityChange.class, Activity.class, KeyFormat.INSTANCE, Activity::key);

    /** The topics of snapshots. */
    public static final List<Topic<?, ?>> ALL = List.of(
            PARTICIPANT_CHANGES,
            TRAINING_CHANGES,
            DECLARATIONS,
            SCHEDULE_ASSIGNMENTS,
            FUNDING_DECISIONS,
            STATEMENTS,
            CONTRACT_PERIODS,
            PARTNERSHIPS,
            SCHOOLS,
            LEAD_PROVIDERS,
            DELIVERY_PARTNERS,
            OPERATIONS_ALERTS,
            OPERATIONS_ACTIVITY);

    /** Reports of schools. Key: URN of the school. Publisher: the school portal. */
    public static final ReportTopic<SchoolRequest, SchoolReport> SCHOOL_REPORTS =
            ReportTopic.of(SCHOOL_REPORTS_NAME, SchoolRequest.class, SchoolReport.class, KeyFormat.URN);

    /** What became of each report of a school. Key: that of the report. Owner: school-updates-service. */
    public static final ReportTopic<Outcome, SchoolReportOutcome> SCHOOL_REPORT_OUTCOMES =
            ReportTopic.of(SCHOOL_REPORT_OUTCOMES_NAME, Outcome.class, SchoolReportOutcome.class, KeyFormat.URN);

    /** The topics of reports. They are kept for {@link #REPORTS_KEPT} and not compacted. */
    public static final List<ReportTopic<?, ?>> REPORTS = List.of(SCHOOL_REPORTS, SCHOOL_REPORT_OUTCOMES);

    public static final Duration REPORTS_KEPT = Duration.ofDays(30);

    private static final List<String> ABOUT_PARTICIPANTS = List.of(
            PARTICIPANT_CHANGES_NAME,
            TRAINING_CHANGES_NAME,
            DECLARATIONS_NAME,
            SCHEDULE_ASSIGNMENTS_NAME,
            FUNDING_DECISIONS_NAME);

    /** Topics of facts: exactly one service owns each. */
    private static final Map<Topic<?, ?>, String> OWNERS = Map.ofEntries(
            Map.entry(PARTICIPANT_CHANGES, "school-updates-service"),
            Map.entry(PARTNERSHIPS, "school-updates-service"),
            Map.entry(SCHOOLS, "school-updates-service"),
            Map.entry(LEAD_PROVIDERS, "school-updates-service"),
            Map.entry(DELIVERY_PARTNERS, "school-updates-service"),
            Map.entry(TRAINING_CHANGES, "provider-api-service"),
            Map.entry(DECLARATIONS, "provider-api-service"),
            Map.entry(SCHEDULE_ASSIGNMENTS, "schedule-service"),
            Map.entry(CONTRACT_PERIODS, "schedule-service"),
            Map.entry(FUNDING_DECISIONS, "funding-service"),
            Map.entry(STATEMENTS, "funding-service"));

    private static final Map<Topic<?, ?>, Object> REPUBLISHED = Map.ofEntries(
            Map.entry(PARTICIPANT_CHANGES, new ParticipantRepublished()),
            Map.entry(PARTNERSHIPS, new PartnershipRepublished()),
            Map.entry(SCHOOLS, new SchoolRepublished()),
            Map.entry(LEAD_PROVIDERS, new LeadProviderRepublished()),
            Map.entry(DELIVERY_PARTNERS, new DeliveryPartnerRepublished()),
            Map.entry(TRAINING_CHANGES, new TrainingReportsRepublished()),
            Map.entry(DECLARATIONS, new DeclarationsRepublished()),
            Map.entry(SCHEDULE_ASSIGNMENTS, new SchedulesRepublished()),
            Map.entry(CONTRACT_PERIODS, new ContractPeriodRepublished()),
            Map.entry(FUNDING_DECISIONS, new FundingRepublished()),
            Map.entry(STATEMENTS, new StatementRepublished()));

    private Topics() {}

    /** The change with which the owner of a topic publishes a key again. */
    public static <C> C republished(Topic<C, ?> topic) {
        return topic.changes().cast(requireNonNull(REPUBLISHED.get(topic)));
    }

    /** Whether this is the name of a service. */
    public static boolean isService(String name) {
        return OWNERS.containsValue(name);
    }

    /** All topics, of snapshots and of reports. */
    public static List<MessageTopic> everyTopic() {
        return Stream.<MessageTopic>concat(ALL.stream(), REPORTS.stream()).toList();
    }

    /** The names of all topics, of snapshots and of reports. */
    public static List<String> names() {
        return everyTopic().stream().map(MessageTopic::name).toList();
    }

    /** Whether this is the name of a topic. */
    public static boolean isTopic(String name) {
        return names().contains(name);
    }

    /** Whether a service owns the facts of a topic. */
    public static boolean isOwner(String service, Topic<?, ?> topic) {
        return service.equals(OWNERS.get(topic));
    }

    /** Whether the keys of a topic, or of one of its dead letter topics, are participant ids. */
    public static boolean isAboutParticipants(String name) {
        return ABOUT_PARTICIPANTS.stream().anyMatch(topic -> name.equals(topic) || name.startsWith(topic + "."));
    }
}
