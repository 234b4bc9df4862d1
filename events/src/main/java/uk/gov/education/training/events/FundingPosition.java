package uk.gov.education.training.events;

import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Whether DfE can fund a participant's training, for each role that the participant has or had. */
public record FundingPosition(
        UUID participantId,
        @Nullable RoleFunding ect,
        @Nullable RoleFunding mentor) {

    /**
     * @param eligibleFrom when the role first became eligible. Eligibility is one-way: once true, it stays true
     * @param endedOn when funding ended, of a mentor the {@code mentor_funding_end_date}
     * @param endReason why it ended, such as {@code completed_declaration_received}
     */
    public record RoleFunding(
            @Nullable LocalDate eligibleFrom,
            @Nullable LocalDate endedOn,
            @Nullable String endReason) {

        /** As the provider API shows it: null while nothing is known. */
        public @Nullable Boolean eligible() {
            if (eligibleFrom == null) {
                return endedOn == null ? null : false;
            }
            return endedOn == null || !eligibleFrom.isAfter(endedOn);
        }
    }

    public @Nullable RoleFunding of(Role role) {
        return role == Role.ECT ? ect : mentor;
    }
}
