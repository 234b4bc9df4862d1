package uk.gov.education.training.events;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What became of a school's report. */
public record SchoolReportOutcome(ReportRecord report, Outcome outcome) {

    /**
     * The record of the report.
     *
     * @param id its {@code ce_id}; null if it has no usable one
     */
    public record ReportRecord(@Nullable String id, int partition, long offset) {}

    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
    @JsonSubTypes({
        @JsonSubTypes.Type(value = ReportAccepted.class, name = "report-accepted"),
        @JsonSubTypes.Type(value = ReportRefused.class, name = "report-refused")
    })
    public sealed interface Outcome {}

    /**
     * The report has taken effect.
     *
     * @param participantId whom it was about, or who was registered
     * @param version of the participant after it
     */
    public record ReportAccepted(UUID participantId, long version) implements Outcome {}

    /** The report has changed nothing, for these reasons. */
    public record ReportRefused(List<ReportError> errors) implements Outcome {

        public ReportRefused {
            errors = List.copyOf(errors);
        }
    }

    /**
     * A reason why a report was refused, as over REST.
     *
     * @param field that is wrong
     * @param detail what is wrong and what to do about it
     */
    public record ReportError(String field, String detail) {}
}
