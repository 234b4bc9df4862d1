package uk.gov.education.training.providerapi.schoolupdates;

import java.util.List;
import uk.gov.education.training.events.Participant;
import uk.gov.education.training.events.Partnership;

/**
 * What the owner has decided and published.
 *
 * @param participants those whose training changed with the partnership
 */
public record PartnershipDecision(PartnershipVersion partnership, List<ParticipantVersion> participants) {

    /** @param version of the event with this snapshot */
    public record PartnershipVersion(long version, Partnership snapshot) {}

    /** @param version of the event with this snapshot */
    public record ParticipantVersion(long version, Participant snapshot) {}
}
