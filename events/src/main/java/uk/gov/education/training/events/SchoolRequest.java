package uk.gov.education.training.events;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The request in a school's report. The fields are those of the REST request, in the same order. A field that is
 * required may be null here, because the rules refuse the report and say what to give.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
    @JsonSubTypes.Type(value = SchoolRequest.RegisterEct.class, name = "register-ect"),
    @JsonSubTypes.Type(value = SchoolRequest.RegisterMentor.class, name = "register-mentor"),
    @JsonSubTypes.Type(value = SchoolRequest.ChangeName.class, name = "change-name"),
    @JsonSubTypes.Type(value = SchoolRequest.ChangeEmail.class, name = "change-email"),
    @JsonSubTypes.Type(value = SchoolRequest.ChangeWorkingPattern.class, name = "change-working-pattern"),
    @JsonSubTypes.Type(value = SchoolRequest.ReportLeaving.class, name = "report-leaving"),
    @JsonSubTypes.Type(value = SchoolRequest.AssignMentor.class, name = "assign-mentor"),
    @JsonSubTypes.Type(value = SchoolRequest.ChangeTrainingProgramme.class, name = "change-training-programme"),
    @JsonSubTypes.Type(value = SchoolRequest.ChangeLeadProvider.class, name = "change-lead-provider")
})
public sealed interface SchoolRequest {

    /** An ECT starts at the school. */
    record RegisterEct(
            @Nullable String trn,
            @Nullable String fullName,
            @Nullable String email,
            @Nullable LocalDate startedOn,
            @Nullable WorkingPattern workingPattern,
            @Nullable TrainingProgramme trainingProgramme,
            @Nullable UUID leadProviderId)
            implements SchoolRequest {}

    /** A mentor starts at the school. */
    record RegisterMentor(
            @Nullable String trn,
            @Nullable String fullName,
            @Nullable String email,
            @Nullable LocalDate startedOn,
            @Nullable Boolean mentoringAtNewSchoolOnly,
            @Nullable UUID ectId,
            @Nullable UUID leadProviderId)
            implements SchoolRequest {}

    /** A participant has another name. */
    record ChangeName(@Nullable String fullName) implements SchoolRequest {}

    /** A participant has another email address at the school. */
    record ChangeEmail(@Nullable String email, @Nullable Role participantType) implements SchoolRequest {}

    /** An ECT works full time or part time. */
    record ChangeWorkingPattern(@Nullable WorkingPattern workingPattern) implements SchoolRequest {}

    /** A participant leaves the school. */
    record ReportLeaving(
            @Nullable LocalDate leavingOn, @Nullable Role participantType) implements SchoolRequest {}

    /** An ECT gets a first or another mentor. */
    record AssignMentor(@Nullable UUID mentorId, @Nullable UUID leadProviderId) implements SchoolRequest {}

    /** An ECT changes to school-led or provider-led training. */
    record ChangeTrainingProgramme(
            @Nullable TrainingProgramme trainingProgramme,
            @Nullable UUID leadProviderId) implements SchoolRequest {}

    /** A participant moves to another lead provider. */
    record ChangeLeadProvider(
            @Nullable UUID leadProviderId, @Nullable Role participantType) implements SchoolRequest {}
}
