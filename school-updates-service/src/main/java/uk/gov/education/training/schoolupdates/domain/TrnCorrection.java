package uk.gov.education.training.schoolupdates.domain;

import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import uk.gov.education.training.events.Participant;
import uk.gov.education.training.events.ParticipantChange.TrnCorrected;
import uk.gov.education.training.schoolupdates.domain.Verdict.Accepted;
import uk.gov.education.training.schoolupdates.domain.Verdict.Changed;
import uk.gov.education.training.schoolupdates.domain.Verdict.Refused;

/**
 * The teacher register replaced a person's TRN, and DfE support says so. The id stays. A record that has, or had, the
 * new number is about the same person, and is merged into this one: see {@link Merging}.
 */
public final class TrnCorrection {

    private TrnCorrection() {}

    /** @param holder the record that the new number leads to, if any */
    public static Verdict decide(
            UUID id,
            @Nullable String trn,
            Optional<UUID> holder,
            AffectedParticipants affectedParticipants,
            Merging.Said said,
            ReportContext reportContext) {
        Participant before = affectedParticipants.get(id);
        Reasons reasons = new Reasons()
                .add(PersonalDetails.trn(trn))
                .addIf(trn != null && trn.equals(before.trn()), "trn", "This is the participant's TRN already.");
        return reasons.orElse(() -> corrected(before, trn, holder, affectedParticipants, said, reportContext));
    }

    private static Verdict corrected(
            Participant before,
            String trn,
            Optional<UUID> holder,
            AffectedParticipants affectedParticipants,
            Merging.Said said,
            ReportContext reportContext) {
        Changed corrected = new Changed(new TrnCorrected(before.trn(), trn), before.withTrn(trn));
        Optional<UUID> other = holder.filter(found -> !found.equals(before.id()));
        if (other.isEmpty()) {
            return Verdict.accepted(corrected.change(), corrected.after());
        }
        Verdict merged = Merging.decide(
                other.get(), before.id(), "trn", affectedParticipants.with(corrected.after()), said, reportContext);
        return switch (merged) {
            case Refused refused -> refused;
            case Accepted accepted ->
                new Accepted(Stream.concat(Stream.of(corrected), accepted.changes().stream())
                        .toList());
        };
    }
}
