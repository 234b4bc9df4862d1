package uk.gov.education.training.schoolupdates.store;

import com.fasterxml.jackson.core.type.TypeReference;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import uk.gov.education.training.events.Json;
import uk.gov.education.training.events.School;
import uk.gov.education.training.events.Topics;

/** The schools, as the source of truth of their topic. */
@ApplicationScoped
class SchoolsSource extends OwnTableSource {

    private static final String COLUMNS = """
            id, urn, name, status, type, eligible, primary_contact_email, secondary_contact_email, tutor_name,
            tutor_email, merged_into_id, created_at, (
                select coalesce(jsonb_agg(to_jsonb(uplift) - 'school_id' order by uplift.cohort), '[]')::text
                from school_uplifts uplift where uplift.school_id = schools.id) as uplifts""";

    SchoolsSource() {
        super(Topics.SCHOOLS, "schools", COLUMNS);
    }

    @Override
    String snapshot(Row row) {
        return Json.write(new School(
                row.getUUID("id"),
                row.getString("urn"),
                row.getString("name"),
                School.Status.valueOf(row.getString("status").toUpperCase(Locale.ROOT)),
                row.getString("type"),
                row.getBoolean("eligible"),
                row.getString("primary_contact_email"),
                row.getString("secondary_contact_email"),
                tutor(row.getString("tutor_name"), row.getString("tutor_email")),
                Json.read(row.getString("uplifts"), new TypeReference<List<School.Uplift>>() {}),
                row.getUUID("merged_into_id"),
                row.getOffsetDateTime("created_at").toInstant()));
    }

    private static School.@Nullable InductionTutor tutor(@Nullable String name, @Nullable String email) {
        return name == null || email == null ? null : new School.InductionTutor(name, email);
    }
}
