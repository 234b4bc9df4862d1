package uk.gov.education.training.schoolupdates.store;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.joining;
import static uk.gov.education.training.schoolupdates.SchoolUpdates.LEAD_PROVIDER;
import static uk.gov.education.training.schoolupdates.SchoolUpdates.SCHOOL;

import java.util.Arrays;
import java.util.UUID;

/** Builds insert statements for rows of Ada and Grace, who are ECTs, and of Mary, who is a mentor. */
final class Rows {

    /** The last day of a period without one. */
    static final String FOR_EVER = null;

    static final String PROVIDER_LED = "provider_led";
    static final String SCHOOL_LED = "school_led";

    private Rows() {}

    static String row(String table, Object... values) {
        String columns =
                switch (table) {
                    case "participants" -> "id, version, trn, snapshot";
                    case "trns" -> "trn, participant_id";
                    case "partnerships" ->
                        "id, lead_provider_id, lead_provider_name, school_urn, delivery_partner_id, cohort, version, created_at";
                    case "school_periods" -> "id, participant_id, role, school_urn, email, started_on, finished_on";
                    case "trainings" ->
                        "id, participant_id, role, school_period_id, school_urn, school_started_on,"
                                + " school_finished_on, programme, lead_provider_id, cohort, partnership_id,"
                                + " delivery_partner_id, started_on, finished_on";
                    case "mentorships" ->
                        "id, role, participant_id, other_id, school_period_id, school_urn, school_started_on,"
                                + " school_finished_on, started_on, finished_on";
                    case "induction_periods" -> "id, participant_id, started_on, finished_on, outcome";
                    default -> throw new IllegalArgumentException(table);
                };
        return "insert into " + table + " (" + columns + ") values ("
                + Arrays.stream(values)
                        .map(value -> value == null ? "null" : "'" + value + "'")
                        .collect(joining(", "))
                + ")";
    }

    /** Returns the id for a name. */
    static UUID id(String name) {
        return UUID.nameUUIDFromBytes(name.getBytes(UTF_8));
    }

    /** A school period. */
    record Time(String name, String participant, String role, String school, String from, String to) {

        String row() {
            return Rows.row(
                    "school_periods",
                    id(name),
                    id(participant),
                    role,
                    school,
                    participant + "@school.example",
                    from,
                    to);
        }

        String training(String name, String from, String to) {
            return training(name, PROVIDER_LED, LEAD_PROVIDER, 2025, null, null, from, to);
        }

        String training(
                String name,
                String programme,
                UUID leadProvider,
                Integer cohort,
                String partnership,
                UUID deliveryPartner,
                String from,
                String to) {
            return Rows.row(
                    "trainings",
                    id(name),
                    id(participant),
                    role,
                    id(this.name),
                    school,
                    this.from,
                    this.to,
                    programme,
                    leadProvider,
                    cohort,
                    partnership == null ? null : id(partnership),
                    deliveryPartner,
                    from,
                    to);
        }

        /** Builds this participant's row of a mentorship. */
        String mentorship(String name, String with, String from, String to) {
            return Rows.row(
                    "mentorships",
                    id(name),
                    role,
                    id(participant),
                    id(with),
                    id(this.name),
                    school,
                    this.from,
                    this.to,
                    from,
                    to);
        }
    }

    static final Time ADA = new Time("ada here", "ada", "ect", SCHOOL, "2025-09-01", FOR_EVER);
    static final Time MARY = new Time("mary here", "mary", "mentor", SCHOOL, "2025-09-01", FOR_EVER);
    static final Time GRACE = new Time("grace here", "grace", "ect", SCHOOL, "2025-09-01", FOR_EVER);

    static Time ada(String name, String school, String from, String to) {
        return new Time(name, "ada", "ect", school, from, to);
    }

    static Time mary(String name, String school, String from, String to) {
        return new Time(name, "mary", "mentor", school, from, to);
    }
}
