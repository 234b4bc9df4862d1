package uk.gov.education.training.schoolupdates.reference;

import jakarta.persistence.AttributeConverter;
import jakarta.persistence.Converter;
import java.util.Locale;
import uk.gov.education.training.events.School;

/** Stores the status of a school as JSON has it, such as {@code proposed_to_open}. */
@Converter
public class SchoolStatusConverter implements AttributeConverter<School.Status, String> {

    @Override
    public String convertToDatabaseColumn(School.Status status) {
        return status.name().toLowerCase(Locale.ROOT);
    }

    @Override
    public School.Status convertToEntityAttribute(String column) {
        return School.Status.valueOf(column.toUpperCase(Locale.ROOT));
    }
}
