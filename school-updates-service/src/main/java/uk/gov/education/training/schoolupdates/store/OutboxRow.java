package uk.gov.education.training.schoolupdates.store;

import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import org.jspecify.annotations.Nullable;
import uk.gov.education.training.events.delivery.Outbox;
import uk.gov.education.training.events.delivery.OutboxRecord;

/** An event that waits to be published, in the transaction of the change that it reports. */
@Entity
@Table(name = Outbox.TABLE)
class OutboxRow {

    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    Long id;

    short shard;
    String topic;
    String key;
    String headers;
    byte @Nullable [] body;

    static OutboxRow of(OutboxRecord record) {
        OutboxRow row = new OutboxRow();
        row.shard = (short) record.shard();
        row.topic = record.topic();
        row.key = record.key();
        row.headers = Outbox.headersJson(record);
        row.body = record.body();
        return row;
    }
}
