package uk.gov.education.training.schoolupdates;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.LocalDate;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import uk.gov.education.training.platform.messaging.Cause;
import uk.gov.education.training.schoolupdates.domain.MergeContext;
import uk.gov.education.training.schoolupdates.domain.ReportContext;
import uk.gov.education.training.schoolupdates.domain.StoredParticipant;
import uk.gov.education.training.schoolupdates.domain.TrnCorrection;
import uk.gov.education.training.schoolupdates.reports.LoadMergeContext;
import uk.gov.education.training.schoolupdates.reports.LockParticipants;
import uk.gov.education.training.schoolupdates.reports.LockedParticipants;
import uk.gov.education.training.schoolupdates.reports.ReportContexts;
import uk.gov.education.training.schoolupdates.reports.SaveReport;
import uk.gov.education.training.schoolupdates.store.Trns;

/**
 * Replaces a participant's teacher reference number (TRN), as the teacher register did. The old number still finds the
 * participant, because the register never reuses a number, unless it belonged to another person and was given by
 * mistake.
 */
@ApplicationScoped
public class CorrectTrn {

    private final Trns trns;
    private final LockParticipants lockParticipants;
    private final LoadMergeContext loadMergeContext;
    private final SaveReport saveReport;

    CorrectTrn(Trns trns, LockParticipants lockParticipants, LoadMergeContext loadMergeContext, SaveReport saveReport) {
        this.trns = trns;
        this.lockParticipants = lockParticipants;
        this.loadMergeContext = loadMergeContext;
        this.saveReport = saveReport;
    }

    /** @param oldTrnIsAnothers whether the old number belongs to another person and was a mistake */
    public Uni<StoredParticipant> correct(
            SqlConnection tx, UUID id, @Nullable String trn, boolean oldTrnIsAnothers, Cause cause) {
        ReportContext reportContext = ReportContexts.create(cause);
        return trns.findHolder(tx, trn)
                .map(holder -> holder.filter(found -> !found.equals(id)))
                .chain(holder -> lockParticipants
                        .withMentorships(
                                tx,
                                Stream.concat(Stream.of(id), holder.stream()).toList(),
                                LocalDate.MIN)
                        .invoke(locked -> locked.requireKnown(id))
                        .invoke(locked -> locked.requireStillPresent(holder))
                        .chain(locked -> mergeContext(tx, id, holder, locked, reportContext)
                                .map(mergeContext -> TrnCorrection.decide(
                                        id, trn, holder, locked.affected(), mergeContext, reportContext))
                                .chain(verdict -> saveReport.save(tx, locked, id, verdict, cause))
                                .call(() -> oldTrnIsAnothers
                                        ? trns.release(tx, locked.get(id).trn())
                                        : Uni.createFrom().voidItem())));
    }

    private Uni<MergeContext> mergeContext(
            SqlConnection tx, UUID id, Optional<UUID> holder, LockedParticipants locked, ReportContext reportContext) {
        return holder.map(other -> loadMergeContext.load(tx, id, other, locked, reportContext))
                .orElseGet(() -> Uni.createFrom().item(MergeContext.EMPTY));
    }
}
