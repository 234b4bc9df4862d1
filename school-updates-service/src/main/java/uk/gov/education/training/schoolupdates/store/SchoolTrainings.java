package uk.gov.education.training.schoolupdates.store;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import uk.gov.education.training.events.Role;
import uk.gov.education.training.events.TrainingReports;
import uk.gov.education.training.platform.messaging.Rows;
import uk.gov.education.training.schoolupdates.domain.partnerships.TrainingAtSchool;

/** The training at a school, of all its participants, with the lead providers' changes of schedule. */
@ApplicationScoped
public class SchoolTrainings {

    private static final String AT_SCHOOL =
            "select id, participant_id, role, school_period_id, cohort, started_on from trainings where school_urn = $1";

    private final UpstreamFacts upstreamFacts;

    SchoolTrainings(UpstreamFacts upstreamFacts) {
        this.upstreamFacts = upstreamFacts;
    }

    private record TrainingAtSchoolRow(
            UUID id,
            UUID participantId,
            Role role,
            UUID schoolPeriodId,
            @Nullable Integer cohort,
            LocalDate startedOn) {

        static TrainingAtSchoolRow of(Row row) {
            return new TrainingAtSchoolRow(
                    row.getUUID("id"),
                    row.getUUID("participant_id"),
                    Role.valueOf(row.getString("role").toUpperCase(Locale.ROOT)),
                    row.getUUID("school_period_id"),
                    row.getInteger("cohort"),
                    row.getLocalDate("started_on"));
        }

        TrainingAtSchool with(@Nullable TrainingReports reports) {
            return new TrainingAtSchool(
                    role, schoolPeriodId, cohort, startedOn, reports == null ? List.of() : reports.schedules(id));
        }
    }

    /** Lists past, current and future training, without that which never takes place. */
    public Uni<List<TrainingAtSchool>> atSchool(SqlConnection db, String urn) {
        return db.preparedQuery(AT_SCHOOL)
                .execute(Tuple.of(urn))
                .map(rows -> Rows.list(rows, TrainingAtSchoolRow::of))
                .chain(rows -> upstreamFacts
                        .trainingReports(
                                db,
                                rows.stream()
                                        .map(TrainingAtSchoolRow::participantId)
                                        .distinct()
                                        .toList())
                        .map(reports -> withReports(rows, reports)));
    }

    private static List<TrainingAtSchool> withReports(
            List<TrainingAtSchoolRow> rows, Map<UUID, TrainingReports> reports) {
        return rows.stream()
                .map(row -> row.with(reports.get(row.participantId())))
                .toList();
    }
}
