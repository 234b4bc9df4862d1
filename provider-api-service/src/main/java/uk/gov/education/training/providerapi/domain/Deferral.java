package uk.gov.education.training.providerapi.domain;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import uk.gov.education.training.events.London;
import uk.gov.education.training.events.Participant.Training;
import uk.gov.education.training.events.Role;
import uk.gov.education.training.events.TrainingChange.TrainingDeferred;
import uk.gov.education.training.events.TrainingReports.StatusReport;
import uk.gov.education.training.events.TrainingReports.TrainingStatus;
import uk.gov.education.training.providerapi.domain.Verdict.Accepted;
import uk.gov.education.training.providerapi.domain.Verdict.Reason;
import uk.gov.education.training.providerapi.domain.Verdict.Refused;

/**
 * A lead provider notifies that a participant takes a break from training. Allowed as soon as training has begun and as
 * long as it is not deferred or withdrawn already, whether or not the participant has left.
 */
public final class Deferral {

    private static final Set<String> REASONS =
            Set.of("bereavement", "long-term-sickness", "parental-leave", "career-break", "other");

    private Deferral() {}

    /**
     * @param role the enrolment meant; null if the request named none that exists
     * @param at the domain's time of the report
     */
    public static Verdict decide(
            UUID leadProviderId, ParticipantFacts facts, @Nullable Role role, @Nullable String reason, Instant at) {
        Target target = Target.of(leadProviderId, facts, role);
        Optional<Training> training = target.training();
        List<Reason> reasons = new ArrayList<>(target.reasons());
        if (reason == null || reason.isBlank()) {
            reasons.add(new Reason("reason", "Give a '#/reason': one of " + String.join(", ", sorted()) + "."));
        } else if (!REASONS.contains(reason)) {
            reasons.add(new Reason("reason", "'#/reason' must be one of " + String.join(", ", sorted()) + "."));
        }
        training.flatMap(present -> whyNot(present, facts, at)).ifPresent(reasons::add);
        if (!reasons.isEmpty() || training.isEmpty() || reason == null) {
            return new Refused(reasons);
        }
        String kept = reason.replace('-', '_');
        return new Accepted(
                new TrainingDeferred(
                        training.get().id(), leadProviderId, training.get().role(), kept),
                facts.reports()
                        .with(
                                training.get().id(),
                                leadProviderId,
                                new StatusReport(TrainingStatus.DEFERRED, kept, at)));
    }

    private static Optional<Reason> whyNot(Training training, ParticipantFacts facts, Instant at) {
        TrainingStatus status = ParticipantView.trainingStatus(facts.reports().latestStatus(training.id()));
        LocalDate today = London.dateOf(at);
        if (status == TrainingStatus.DEFERRED) {
            return participant("Training is deferred already. There is nothing to do.");
        }
        if (status == TrainingStatus.WITHDRAWN) {
            return participant("Training is withdrawn, and withdrawn training can't be deferred. Resume it first.");
        }
        if (!training.takesPlace()) {
            return participant("Training was to start on " + training.startedOn()
                    + ", but the school ended it before that. There is nothing to defer.");
        }
        if (ParticipantView.statusOn(training, facts, today) == ParticipantStatus.JOINING
                || training.startedOn().isAfter(today)) {
            return participant("Training starts on " + training.startedOn()
                    + ". You can defer it from that day on; if it will never start, ask us to delete the record.");
        }
        return Optional.empty();
    }

    private static Optional<Reason> participant(String detail) {
        return Optional.of(new Reason("participant_id", detail));
    }

    private static List<String> sorted() {
        return REASONS.stream().sorted().toList();
    }
}
