package uk.gov.education.training.events;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** What was decided about a participant's funding. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes(@JsonSubTypes.Type(value = FundingChange.EligibilityDecided.class, name = "eligibility-decided"))
public sealed interface FundingChange {

    /** @param eligibleFrom null while the participant is not (yet) eligible in this role */
    record EligibilityDecided(Role role, @Nullable LocalDate eligibleFrom) implements FundingChange {}
}
