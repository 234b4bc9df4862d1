package uk.gov.education.training.events;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What a school reported about one participant. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
    @JsonSubTypes.Type(value = ParticipantChange.EctRegistered.class, name = "ect-registered"),
    @JsonSubTypes.Type(value = ParticipantChange.MentorRegistered.class, name = "mentor-registered"),
    @JsonSubTypes.Type(value = ParticipantChange.MentorAssigned.class, name = "mentor-assigned"),
    @JsonSubTypes.Type(value = ParticipantChange.NameChanged.class, name = "name-changed"),
    @JsonSubTypes.Type(value = ParticipantChange.EmailChanged.class, name = "email-changed"),
    @JsonSubTypes.Type(value = ParticipantChange.TrainingConfirmed.class, name = "training-confirmed")
})
public sealed interface ParticipantChange {

    record EctRegistered(
            String schoolUrn,
            LocalDate startedOn,
            TrainingProgramme programme,
            @Nullable UUID leadProviderId) implements ParticipantChange {}

    /**
     * @param ectId the ECT whom the mentor was registered for, if any
     * @param leadProviderId who trains the mentor; null if no training begins with this registration
     */
    record MentorRegistered(
            String schoolUrn,
            LocalDate startedOn,
            @Nullable UUID ectId,
            @Nullable UUID leadProviderId) implements ParticipantChange {}

    /**
     * An ECT's mentor is now someone else, or there is a first one.
     *
     * @param from the mentor until now, if any
     */
    record MentorAssigned(@Nullable UUID from, UUID to, LocalDate startedOn) implements ParticipantChange {}

    record NameChanged(String from, String to) implements ParticipantChange {}

    record EmailChanged(Role role, String from, String to) implements ParticipantChange {}

    /** A partnership turned an expression of interest into training that the lead provider sees. */
    record TrainingConfirmed(UUID trainingId, UUID partnershipId) implements ParticipantChange {}
}
