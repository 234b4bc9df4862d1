package uk.gov.education.training.schoolupdates.reports;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import uk.gov.education.training.events.Json;
import uk.gov.education.training.events.TrainingProgramme;
import uk.gov.education.training.events.TrainingReports.TrainingStatus;
import uk.gov.education.training.events.WorkingPattern;
import uk.gov.education.training.schoolupdates.reports.ParticipantView.EctView;
import uk.gov.education.training.schoolupdates.reports.ParticipantView.MentorView;
import uk.gov.education.training.schoolupdates.reports.ParticipantView.TrainingView;

class ParticipantViewTest {

    /** The first response is stored as JSON and returned again. */
    @Test
    void responseIsTheSameAfterItWasStored() throws JsonProcessingException {
        TrainingView training = new TrainingView(
                UUID.randomUUID(),
                TrainingProgramme.PROVIDER_LED,
                UUID.randomUUID(),
                UUID.randomUUID(),
                2025,
                true,
                LocalDate.of(2025, 9, 1),
                LocalDate.of(2026, 7, 1),
                TrainingStatus.DEFERRED,
                "other");
        ParticipantView view = new ParticipantView(
                UUID.randomUUID(),
                "1234567",
                "Ada Lovelace",
                new EctView(
                        "ada@school.example",
                        LocalDate.of(2025, 9, 1),
                        null,
                        WorkingPattern.PART_TIME,
                        UUID.randomUUID(),
                        training),
                new MentorView(
                        "ada@school.example", LocalDate.of(2025, 9, 1), null, List.of(UUID.randomUUID()), training),
                3);

        String kept = Json.MAPPER.writeValueAsString(view);

        assertThat(Json.MAPPER.readValue(kept, ParticipantView.class)).isEqualTo(view);
    }
}
