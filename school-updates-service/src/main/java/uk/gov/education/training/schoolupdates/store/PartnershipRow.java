package uk.gov.education.training.schoolupdates.store;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import uk.gov.education.training.events.Partnership;

@Entity
@Table(name = "partnerships")
class PartnershipRow {

    @Id
    UUID id;

    UUID leadProviderId;
    UUID deliveryPartnerId;
    String schoolUrn;
    int cohort;
    long version;
    Instant createdAt;

    static PartnershipRow first(Partnership partnership) {
        PartnershipRow row = new PartnershipRow();
        row.id = partnership.id();
        row.leadProviderId = partnership.leadProviderId();
        row.deliveryPartnerId = partnership.deliveryPartnerId();
        row.schoolUrn = partnership.schoolUrn();
        row.cohort = partnership.cohort();
        row.version = 1;
        row.createdAt = partnership.createdAt();
        return row;
    }

    Partnership toDomain() {
        return new Partnership(id, leadProviderId, deliveryPartnerId, schoolUrn, cohort, createdAt);
    }
}
