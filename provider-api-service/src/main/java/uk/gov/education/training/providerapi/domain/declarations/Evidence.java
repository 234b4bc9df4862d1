package uk.gov.education.training.providerapi.domain.declarations;

import static uk.gov.education.training.events.DeclarationType.COMPLETED;
import static uk.gov.education.training.events.DeclarationType.RETAINED_2;
import static uk.gov.education.training.events.DeclarationType.STARTED;

import java.util.List;
import org.jspecify.annotations.Nullable;
import uk.gov.education.training.events.ContractPeriod;
import uk.gov.education.training.events.DeclarationType;
import uk.gov.education.training.events.Role;

/** The types of evidence that a lead provider must hold for a declaration. */
final class Evidence {

    private static final List<String> SIMPLE =
            List.of("training-event-attended", "self-study-material-completed", "other");
    private static final List<String> ATTENDANCE = List.of(
            "training-event-attended", "self-study-material-completed", "materials-engaged-with-offline", "other");
    private static final List<String> ENGAGEMENT =
            List.of("75-percent-engagement-met", "75-percent-engagement-met-reduced-induction");
    private static final List<String> ENGAGEMENT_TO_THE_END =
            List.of("75-percent-engagement-met", "75-percent-engagement-met-reduced-induction", "one-term-induction");

    private Evidence() {}

    /**
     * The types of evidence to choose from; empty if none is required. Cohorts with detailed evidence require it for
     * every declaration, other cohorts for every type but 'started'.
     */
    static List<String> choices(ContractPeriod cohort, Role role, DeclarationType type) {
        if (!cohort.detailedEvidenceTypesEnabled()) {
            return type == STARTED ? List.of() : SIMPLE;
        }
        if (type == COMPLETED) {
            return role == Role.ECT ? ENGAGEMENT_TO_THE_END : ENGAGEMENT;
        }
        return type == RETAINED_2 ? ENGAGEMENT : ATTENDANCE;
    }

    /** The evidence to store: null if none is required. */
    static @Nullable String stored(ContractPeriod cohort, Role role, DeclarationType type, @Nullable String given) {
        return choices(cohort, role, type).isEmpty() ? null : given;
    }
}
