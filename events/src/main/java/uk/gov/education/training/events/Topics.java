package uk.gov.education.training.events;

import java.util.List;

/** Every topic, declared once. Names are constants too, because annotations need them. */
public final class Topics {

    public static final String PARTICIPANT_CHANGES_NAME = "participant-changes";
    public static final String TRAINING_CHANGES_NAME = "training-changes";
    public static final String SCHEDULE_ASSIGNMENTS_NAME = "schedule-assignments";
    public static final String FUNDING_DECISIONS_NAME = "funding-decisions";
    public static final String CONTRACT_PERIODS_NAME = "contract-periods";
    public static final String PARTNERSHIPS_NAME = "partnerships";
    public static final String OPERATIONS_ALERTS_NAME = "operations-alerts";

    /** What schools report about a participant. Key: participant id. Owner: school-updates-service. */
    public static final Topic<ParticipantChange, Participant> PARTICIPANT_CHANGES =
            Topic.of(PARTICIPANT_CHANGES_NAME, ParticipantChange.class, Participant.class);

    /** What lead providers report about training. Key: participant id. Owner: provider-api-service. */
    public static final Topic<TrainingChange, TrainingReports> TRAINING_CHANGES =
            Topic.of(TRAINING_CHANGES_NAME, TrainingChange.class, TrainingReports.class);

    /** Which schedule each training has, and why. Key: participant id. Owner: schedule-service. */
    public static final Topic<ScheduleChange, ScheduleAssignments> SCHEDULE_ASSIGNMENTS =
            Topic.of(SCHEDULE_ASSIGNMENTS_NAME, ScheduleChange.class, ScheduleAssignments.class);

    /** Whether a participant's training can be funded. Key: participant id. Owner: funding-service. */
    public static final Topic<FundingChange, FundingPosition> FUNDING_DECISIONS =
            Topic.of(FUNDING_DECISIONS_NAME, FundingChange.class, FundingPosition.class);

    /** Contract periods with their schedules and milestones. Key: year. Owner: schedule-service. */
    public static final Topic<ContractPeriodChange, ContractPeriod> CONTRACT_PERIODS =
            Topic.of(CONTRACT_PERIODS_NAME, ContractPeriodChange.class, ContractPeriod.class);

    /** Who trains whose participants in which cohort. Key: partnership id. Owner: school-updates-service. */
    public static final Topic<PartnershipChange, Partnership> PARTNERSHIPS =
            Topic.of(PARTNERSHIPS_NAME, PartnershipChange.class, Partnership.class);

    /** What DfE operations should know of. Key: service and condition. Owner: schedule-service. */
    public static final Topic<AlertChange, Alert> OPERATIONS_ALERTS =
            Topic.of(OPERATIONS_ALERTS_NAME, AlertChange.class, Alert.class);

    public static final List<Topic<?, ?>> ALL = List.of(
            PARTICIPANT_CHANGES,
            TRAINING_CHANGES,
            SCHEDULE_ASSIGNMENTS,
            FUNDING_DECISIONS,
            CONTRACT_PERIODS,
            PARTNERSHIPS,
            OPERATIONS_ALERTS);

    private Topics() {}
}
