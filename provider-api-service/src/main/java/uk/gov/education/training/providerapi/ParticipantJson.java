package uk.gov.education.training.providerapi;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.StdSerializer;
import java.io.IOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import uk.gov.education.training.events.Json;
import uk.gov.education.training.events.Participant.IdChange;
import uk.gov.education.training.providerapi.domain.Enrolment;
import uk.gov.education.training.providerapi.domain.ParticipantView;

/** The participant resource as the API writes it: every field there, nulls explicit, times in whole seconds. */
public final class ParticipantJson {

    private static final JsonMapper MAPPER = mapper();

    private ParticipantJson() {}

    private record Resource(UUID id, String type, Attributes attributes) {}

    private record Attributes(
            String fullName,
            String teacherReferenceNumber,
            Instant updatedAt,
            List<Enrolment> ecfEnrolments,
            List<IdChange> participantIdChanges) {}

    public static String of(ParticipantView view, Instant updatedAt) {
        try {
            return MAPPER.writeValueAsString(new Resource(
                    view.participantId(),
                    "participant",
                    new Attributes(view.fullName(), view.trn(), updatedAt, view.enrolments(), view.idChanges())));
        } catch (JsonProcessingException bug) {
            throw new IllegalStateException("A participant can't be written as JSON", bug);
        }
    }

    private static JsonMapper mapper() {
        JsonMapper mapper = Json.MAPPER.copy();
        mapper.setDefaultPropertyInclusion(JsonInclude.Include.ALWAYS);
        mapper.registerModule(new SimpleModule().addSerializer(new WholeSeconds()));
        return mapper;
    }

    /** Fractions of a second are dropped, not rounded. */
    private static final class WholeSeconds extends StdSerializer<Instant> {

        WholeSeconds() {
            super(Instant.class);
        }

        @Override
        public void serialize(Instant value, JsonGenerator json, SerializerProvider provider) throws IOException {
            json.writeString(value.truncatedTo(ChronoUnit.SECONDS).toString());
        }
    }
}
