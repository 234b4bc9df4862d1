package uk.gov.education.training.schoolupdates.domain;

import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import uk.gov.education.training.events.TrainingProgramme;
import uk.gov.education.training.platform.rules.Reason;

/** Checks that a school names a lead provider for provider-led training, and none otherwise. */
final class LeadProvider {

    private static final String FIELD = "lead_provider_id";

    private LeadProvider() {}

    /** Checks the lead provider of a training programme. */
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

    /** Checks a lead provider that can be left out. */
    static Optional<Reason> known(@Nullable UUID leadProviderId, RuleContext ruleContext) {
        return leadProviderId == null || ruleContext.leadProviderKnown()
                ? Optional.empty()
                : Optional.of(new Reason(FIELD, "There is no lead provider with this id."));
    }
}
