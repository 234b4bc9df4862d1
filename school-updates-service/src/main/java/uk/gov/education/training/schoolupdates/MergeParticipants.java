package uk.gov.education.training.schoolupdates;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import uk.gov.education.training.platform.messaging.Cause;
import uk.gov.education.training.platform.web.ApiException;
import uk.gov.education.training.schoolupdates.domain.Merge;
import uk.gov.education.training.schoolupdates.domain.ReportContext;
import uk.gov.education.training.schoolupdates.domain.StoredParticipant;
import uk.gov.education.training.schoolupdates.reports.LoadMergeContext;
import uk.gov.education.training.schoolupdates.reports.LockParticipants;
import uk.gov.education.training.schoolupdates.reports.ReportContexts;
import uk.gov.education.training.schoolupdates.reports.SaveReport;

/** Merges two records of the same person into one. */
@ApplicationScoped
public class MergeParticipants {

    private final LockParticipants lockParticipants;
    private final LoadMergeContext loadMergeContext;
    private final SaveReport saveReport;

    MergeParticipants(LockParticipants lockParticipants, LoadMergeContext loadMergeContext, SaveReport saveReport) {
        this.lockParticipants = lockParticipants;
        this.loadMergeContext = loadMergeContext;
        this.saveReport = saveReport;
    }

    /** @param into the participant whose record stays */
    public Uni<StoredParticipant> merge(SqlConnection tx, UUID from, @Nullable UUID into, Cause cause) {
        if (into == null) {
            throw ApiException.invalid("into", "Give the id of the participant whose record stays.");
        }
        ReportContext reportContext = ReportContexts.create(cause);
        return lockParticipants
                .withMentorships(tx, List.of(from, into), LocalDate.MIN)
                .invoke(locked -> locked.requireKnown(from))
                .invoke(locked -> {
                    if (!locked.contains(into)) {
                        throw ApiException.invalid("into", "There is no participant with this id.");
                    }
                })
                .chain(locked -> loadMergeContext
                        .load(tx, from, into, locked, reportContext)
                        .map(mergeContext -> Merge.decide(from, into, locked.affected(), mergeContext, reportContext))
                        .chain(verdict -> saveReport.save(tx, locked, into, verdict, cause)));
    }
}
