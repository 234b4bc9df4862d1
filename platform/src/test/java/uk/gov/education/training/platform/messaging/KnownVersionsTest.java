package uk.gov.education.training.platform.messaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNoException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;
import uk.gov.education.training.events.Message;
import uk.gov.education.training.events.TrainingChange;
import uk.gov.education.training.events.TrainingChange.ReportsTakenOver;
import uk.gov.education.training.events.TrainingChange.TrainingReportsRepublished;
import uk.gov.education.training.events.TrainingReports;
import uk.gov.education.training.events.Versions;
import uk.gov.education.training.platform.messaging.KnownVersions.Known;

class KnownVersionsTest {

    private static final UUID ID = UUID.fromString("0c5f6b0e-3a56-4a5e-9d0a-2f1f6f0f7c01");

    @Test
    void versionBeyondTheLargestStepIsRejected() {
        assertAccepted(reader(7), 7 + Versions.LARGEST_STEP);
        assertRejected(reader(7), 8 + Versions.LARGEST_STEP, KnownVersions.VERSION);
    }

    @Test
    void readerWithoutAVersionAcceptsAnyVersionThatACompactedTopicCanBeginWith() {
        assertAccepted(reader(0), Versions.MOST_AT_FIRST);
        assertRejected(reader(0), Versions.MOST_AT_FIRST + 1, KnownVersions.VERSION);
    }

    @Test
    void republishedVersionIsAccepted() {
        for (long held : List.of(0L, 3L, Versions.MOST_AT_FIRST)) {
            assertThatNoException().isThrownBy(() -> reader(held).accept(record(), republished(Versions.MOST)));
        }
    }

    @Test
    void acceptedVersionCountsForTheNextRecordOfTheBatch() throws InvalidRecord {
        KnownVersions versions = reader(1);
        versions.accept(record(), message(Versions.LARGEST_STEP));
        assertAccepted(versions, 2 * Versions.LARGEST_STEP);
        assertRejected(versions, 3 * Versions.LARGEST_STEP + 1, KnownVersions.VERSION);
        versions.acceptTombstone(record());
        assertAccepted(versions, Versions.MOST_AT_FIRST);
    }

    @Test
    void ownerRejectsRecordsOfKeysThatItHasPublished() {
        assertAccepted(owner(new Known(4, true)), 4);
        assertRejected(owner(new Known(4, true)), 5, KnownVersions.NOT_FROM_OWNER);
        InvalidRecord end = catchThrowableOfType(
                InvalidRecord.class, () -> owner(new Known(4, true)).acceptTombstone(record()));
        assertThat(end.reason()).isEqualTo(KnownVersions.NOT_FROM_OWNER);
    }

    @Test
    void ownerContinuesFromItsTopicAfterTheLossOfItsDatabase() throws InvalidRecord {
        KnownVersions versions = new KnownVersions(Map.of(), false);
        versions.accept(record(), message(Versions.MOST_AT_FIRST));
        assertAccepted(versions, Versions.MOST_AT_FIRST + 1);
        versions.acceptTombstone(record());
        assertAccepted(owner(new Known(4, false)), 5);
    }

    @Test
    void ownerThatHasReadItsTopicRejectsAnAbsurdFirstVersion() {
        assertAccepted(new KnownVersions(Map.of(), true), 7);
        assertRejected(new KnownVersions(Map.of(), true), Versions.LARGEST_STEP + 1, KnownVersions.VERSION);
    }

    private static KnownVersions reader(long held) {
        return new KnownVersions(held == 0 ? Map.of() : Map.of(ID.toString(), new Known(held, false)), false);
    }

    private static KnownVersions owner(Known held) {
        return new KnownVersions(Map.of(ID.toString(), held), true);
    }

    private static void assertAccepted(KnownVersions versions, long version) {
        assertThatNoException().isThrownBy(() -> versions.accept(record(), message(version)));
    }

    private static void assertRejected(KnownVersions versions, long version, String reason) {
        InvalidRecord rejected =
                catchThrowableOfType(InvalidRecord.class, () -> versions.accept(record(), message(version)));
        assertThat(rejected.reason()).isEqualTo(reason);
        assertThat(rejected).hasMessageContaining(Long.toString(version));
    }

    private static ConsumerRecord<String, byte[]> record() {
        return new ConsumerRecord<>("training-changes", 0, 0, ID.toString(), new byte[0]);
    }

    private static Message<TrainingChange, TrainingReports> message(long version) {
        return new Message<>(version, Instant.EPOCH, new ReportsTakenOver(ID), new TrainingReports(ID, List.of()));
    }

    private static Message<TrainingChange, TrainingReports> republished(long version) {
        return new Message<>(
                version, Instant.EPOCH, new TrainingReportsRepublished(), new TrainingReports(ID, List.of()));
    }
}
