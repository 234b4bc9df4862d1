package uk.gov.education.training.schoolupdates.domain.schools;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import uk.gov.education.training.events.School;

/** The properties of a school's snapshot that can change, by their names in JSON. */
public final class SchoolProperties {

    private static final Map<String, Function<School, @Nullable Object>> ALL = new LinkedHashMap<>();

    static {
        ALL.put("urn", School::urn);
        ALL.put("name", School::name);
        ALL.put("status", School::status);
        ALL.put("type", School::type);
        ALL.put("eligible", School::eligible);
        ALL.put("primary_contact_email", School::primaryContactEmail);
        ALL.put("secondary_contact_email", School::secondaryContactEmail);
        ALL.put("induction_tutor", School::inductionTutor);
        ALL.put("uplifts", School::uplifts);
        ALL.put("merged_into_id", School::mergedIntoId);
    }

    private SchoolProperties() {}

    /** Lists the properties that differ. */
    public static List<String> changed(School before, School after) {
        return ALL.entrySet().stream()
                .filter(property -> !Objects.equals(
                        property.getValue().apply(before), property.getValue().apply(after)))
                .map(Map.Entry::getKey)
                .toList();
    }
}
