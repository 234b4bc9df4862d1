package uk.gov.education.training.schoolupdates.store;

import com.fasterxml.jackson.core.JsonProcessingException;
import jakarta.persistence.AttributeConverter;
import jakarta.persistence.Converter;
import org.hibernate.annotations.Immutable;
import uk.gov.education.training.events.Json;
import uk.gov.education.training.events.Participant;

/** A snapshot is stored as it is published. It never changes in place, so Hibernate need not copy it. */
@Converter
@Immutable
class SnapshotConverter implements AttributeConverter<Participant, String> {

    @Override
    public String convertToDatabaseColumn(Participant snapshot) {
        try {
            return Json.MAPPER.writeValueAsString(snapshot);
        } catch (JsonProcessingException bug) {
            throw new IllegalStateException("A snapshot can't be written as JSON", bug);
        }
    }

    @Override
    public Participant convertToEntityAttribute(String json) {
        try {
            return Json.MAPPER.readValue(json, Participant.class);
        } catch (JsonProcessingException bug) {
            throw new IllegalStateException("A stored snapshot is unreadable", bug);
        }
    }
}
