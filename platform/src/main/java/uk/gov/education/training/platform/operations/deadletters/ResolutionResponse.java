package uk.gov.education.training.platform.operations.deadletters;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import uk.gov.education.training.platform.operations.deadletters.ResolveDeadLetters.Outcomes;

/** The outcome of every dead letter of a request to replay or discard. */
public record ResolutionResponse(List<ResolutionOutcome> data, Meta meta) {

    /**
     * Sums up the outcomes.
     *
     * @param total how many dead letters the request matched
     * @param counts how many there are of each outcome
     * @param parkedBefore to send as the filter's, so that the next request leaves out later dead letters
     * @param after to send as the filter's, for the next ones; null if there are no more
     */
    public record Meta(
            boolean dryRun,
            long total,
            Map<String, Long> counts,
            @Nullable Instant parkedBefore,
            @Nullable UUID after) {}

    static ResolutionResponse of(Outcomes outcomes, boolean dryRun) {
        return new ResolutionResponse(
                outcomes.all(),
                new Meta(dryRun, outcomes.total(), outcomes.counts(), outcomes.parkedBefore(), outcomes.last()));
    }
}
