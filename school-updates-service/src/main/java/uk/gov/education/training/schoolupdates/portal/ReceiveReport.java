package uk.gov.education.training.schoolupdates.portal;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.security.MessageDigest;
import java.util.Optional;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import uk.gov.education.training.events.SchoolReport;
import uk.gov.education.training.platform.messaging.CloudEvents;
import uk.gov.education.training.platform.web.Sha256;
import uk.gov.education.training.schoolupdates.portal.ReceivedReport.Authentic;
import uk.gov.education.training.schoolupdates.portal.ReceivedReport.Invalid;
import uk.gov.education.training.schoolupdates.store.AnsweredReports;
import uk.gov.education.training.schoolupdates.store.SigningKeys;
import uk.gov.education.training.schoolupdates.store.SigningKeys.SigningKey;

/** Reads a record of school-reports, and checks who has signed it. */
@ApplicationScoped
public class ReceiveReport {

    private final SigningKeys signingKeys;

    ReceiveReport(SigningKeys signingKeys) {
        this.signingKeys = signingKeys;
    }

    public Uni<ReceivedReport> receive(ConsumerRecord<String, byte[]> record) {
        SignedReport signed;
        try {
            signed = SignedReport.read(record);
        } catch (InvalidReport invalid) {
            return Uni.createFrom().item(new Invalid(record, toAnswer(record, null), invalid));
        }
        return signingKeys.find(signed.keyId()).map(key -> authenticated(signed, key));
    }

    private static ReceivedReport authenticated(SignedReport signed, Optional<SigningKey> key) {
        ConsumerRecord<String, byte[]> record = signed.record();
        if (key.isEmpty() || !signed.isSignedBy(key.get().publicKey())) {
            return new Invalid(record, toAnswer(record, null), InvalidReport.notSigned());
        }
        AnsweredReports.Report toAnswer = toAnswer(record, key.get().caller().tokenId());
        try {
            SchoolReport report = ReadReport.read(signed);
            return new Authentic(
                    signed,
                    toAnswer.withReportedBy(report.reportedBy()),
                    key.get().caller(),
                    report);
        } catch (InvalidReport invalid) {
            return new Invalid(record, toAnswer, invalid);
        }
    }

    /** @param tokenId null unless the portal has signed the record: nobody else can take its ids */
    private static AnsweredReports.Report toAnswer(ConsumerRecord<String, byte[]> record, @Nullable UUID tokenId) {
        @Nullable String id = SignedReport.id(record);
        return new AnsweredReports.Report(
                record.partition(),
                record.offset(),
                CloudEvents.writtenAt(record),
                id == null ? null : content(record, id, tokenId),
                tokenId,
                id,
                null);
    }

    /** Separated by a character that neither an id nor a UUID has; a key or type with it can do no harm. */
    private static byte[] content(ConsumerRecord<String, byte[]> record, String id, @Nullable UUID tokenId) {
        MessageDigest digest = Sha256.newDigest();
        digest.update((tokenId + "\n" + id + "\n").getBytes(UTF_8));
        digest.update((record.key() + "\n").getBytes(ISO_8859_1));
        digest.update((CloudEvents.header(record, "ce_type") + "\n").getBytes(UTF_8));
        if (record.value() != null) {
            digest.update(record.value());
        }
        return digest.digest();
    }
}
