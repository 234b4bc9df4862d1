package uk.gov.education.training.schoolupdates.domain;

import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import uk.gov.education.training.events.Participant;
import uk.gov.education.training.events.ParticipantChange.TrnCorrected;
import uk.gov.education.training.platform.rules.Reasons;
import uk.gov.education.training.platform.rules.Verdict;

/**
 * Corrects a participant's TRN after the teacher register replaced it. The id stays the same. A record that has or had
 * the new number is about the same person and is merged into this one: see {@link Merge}.
 */
public final class TrnCorrection {

    private TrnCorrection() {}

    /** @param holder the participant whom the new number finds, if any */
    public static Verdict<Changes> decide(
            UUID id,
            @Nullable String trn,
            Optional<UUID> holder,
            AffectedParticipants affectedParticipants,
            MergeContext mergeContext,
            ReportContext reportContext) {
        Participant before = affectedParticipants.get(id);
        Reasons reasons = Reasons.all()
                .add(PersonalDetails.trn(trn))
                .addIf(trn != null && trn.equals(before.trn()), "trn", "This is already the participant's TRN.");
        return reasons.orElse(() -> corrected(before, trn, holder, affectedParticipants, mergeContext, reportContext));
    }

    private static Verdict<Changes> corrected(
            Participant before,
            String trn,
            Optional<UUID> holder,
            AffectedParticipants affectedParticipants,
            MergeContext mergeContext,
            ReportContext reportContext) {
        ChangedParticipant corrected = new ChangedParticipant(new TrnCorrected(before.trn(), trn), before.withTrn(trn));
        Optional<UUID> other = holder.filter(found -> !found.equals(before.id()));
        if (other.isEmpty()) {
            return Changes.accepted(corrected.change(), corrected.after());
        }
        return Merge.decide(
                        other.get(),
                        before.id(),
                        "trn",
                        affectedParticipants.with(corrected.after()),
                        mergeContext,
                        reportContext)
                .map(merged -> new Changes(Stream.concat(Stream.of(corrected), merged.list().stream())
                        .toList()));
    }
}
