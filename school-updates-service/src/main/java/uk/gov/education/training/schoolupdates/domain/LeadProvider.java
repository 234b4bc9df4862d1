package uk.gov.education.training.schoolupdates.domain;

import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import uk.gov.education.training.events.TrainingProgramme;

/** Whether a school named a lead provider where it has to, and nowhere else. */
final class LeadProvider {

    private static final String FIELD = "lead_provider_id";

    private LeadProvider() {}

    /** Of a training programme that a school chose. */
    static Optional<Reason> of(
            @Nullable TrainingProgramme programme, @Nullable UUID leadProviderId, RuleContext ruleContext) {
        if (programme == null) {
            return Optional.of(new Reason("training_programme", "Give provider_led or school_led."));
        }
        if (programme == TrainingProgramme.SCHOOL_LED) {
            return leadProviderId == null
                    ? Optional.empty()
                    : Optional.of(new Reason(FIELD, "School-led training has no lead provider."));
        }
        return leadProviderId == null
                ? Optional.of(new Reason(FIELD, "Give the lead provider of the provider-led training."))
                : known(leadProviderId, ruleContext);
    }

    /** Of one that may be left out. */
    static Optional<Reason> known(@Nullable UUID leadProviderId, RuleContext ruleContext) {
        return leadProviderId == null || ruleContext.leadProviderKnown()
                ? Optional.empty()
                : Optional.of(new Reason(FIELD, "There is no lead provider with this id."));
    }
}
